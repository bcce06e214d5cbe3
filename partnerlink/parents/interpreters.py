"""Languages of which a parent may want an interpreter: what the school reads, what they read."""

LANGUAGES: tuple[tuple[str, str], ...] = (
    ("Arabisch", "العربية"),
    ("Turks", "Türkçe"),
    ("Pools", "Polski"),
    ("Oekraïens", "Українська"),
    ("Tigrinya", "ትግርኛ"),
    ("Somalisch", "Soomaali"),
    ("Perzisch", "فارسی / دری"),
    ("Koerdisch", "Kurdî"),
    ("Berbers", "Tamaziɣt"),
    ("Engels", "English"),
    ("Frans", "Français"),
    ("Spaans", "Español"),
    ("Portugees", "Português"),
    ("Papiaments", "Papiamentu"),
    ("Bulgaars", "Български"),
    ("Roemeens", "Română"),
    ("Russisch", "Русский"),
    ("Chinees", "中文"),
)
"""(Dutch name, which is kept and which the school reads; own name, which the parent reads.)"""
SIGN_LANGUAGE = "Nederlandse Gebarentaal"
