import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerlink.domain.web_addresses import mail_domain_of, website_of

ADDRESSES = [
    ("", "", ""),
    (" ", "", ""),
    ("0528266192", "", ""),
    ("+31 (0)592 34 09 73", "", ""),
    ("geen", "", ""),
    ("localhost", "", ""),
    ("192.168.1.10", "", ""),
    ("www.pro-assen.nl", "pro-assen.nl", "https://www.pro-assen.nl"),
    ("agnietenzwartsluis.nl", "agnietenzwartsluis.nl", "https://agnietenzwartsluis.nl"),
    ("www.hondsrugcollege.nl/", "hondsrugcollege.nl", "https://www.hondsrugcollege.nl/"),
    (
        "https://www.landstedegroep.nl/onderwijs /voortgezet-onderwijs",
        "landstedegroep.nl",
        "https://www.landstedegroep.nl/onderwijs",
    ),
    ("www.landstede.nl/vo", "landstede.nl", "https://www.landstede.nl/vo"),
    ("HTTP://WWW.Vlier.NL", "vlier.nl", "http://WWW.Vlier.NL"),
    ("http:/www.vlier.nl", "vlier.nl", "http://www.vlier.nl"),
    ("https//www.vlier.nl", "vlier.nl", "https://www.vlier.nl"),
    ("http:// www.vlier.nl", "vlier.nl", "http://www.vlier.nl"),
    ("https://https://vlier.nl", "vlier.nl", "https://vlier.nl"),
    ("httpvlier.nl", "httpvlier.nl", "https://httpvlier.nl"),
    ("www.vlier.nl:8080/x", "vlier.nl", "https://www.vlier.nl:8080/x"),
    ("www.vlier.nl.", "vlier.nl", "https://www.vlier.nl."),
    ("www.vlier.nl; www.terra.nl", "vlier.nl", "https://www.vlier.nl"),
    ("vmbo.vlier.nl?a=b#c", "vmbo.vlier.nl", "https://vmbo.vlier.nl?a=b#c"),
    ("info@vlier.nl", "vlier.nl", ""),
    ("mailto:Info@Vlier.nl", "vlier.nl", ""),
    ("https://bank.nl@vlier.nl/", "vlier.nl", ""),
    ("https://vlier.nl/@team", "vlier.nl", "https://vlier.nl/@team"),
    ("www.coöperatie.nl", "xn--coperatie-17a.nl", "https://www.coöperatie.nl"),
    ("javascript:alert(1)", "", ""),
    ("ftp://vlier.nl", "", ""),
    ("a..nl", "", ""),
    ("-vlier.nl", "", ""),
    ("x" * 64 + ".nl", "", ""),
    (".".join(["abcdefgh"] * 40) + ".nl", "", ""),
]


@pytest.mark.parametrize(("address", "domain", "_"), ADDRESSES)
def test_the_mail_domain_is_found_in_whatever_the_register_holds(
    address: str, domain: str, _: str
) -> None:
    assert mail_domain_of(address) == domain


@pytest.mark.parametrize(("address", "_", "website"), ADDRESSES)
def test_a_website_is_a_url_or_nothing(address: str, _: str, website: str) -> None:
    assert website_of(address) == website


@pytest.mark.parametrize(
    "address",
    [
        "vlier@gmail.com",
        "school@ziggo.nl",
        "https://www.facebook.com/vlier",
        "https://vlier.wordpress.com",
        "https://sites.google.com/site/vlier",
        "vlier.jouwweb.nl",
        "www.co.nl",
        "nl",
    ],
)
def test_a_domain_where_anybody_can_have_a_mailbox_or_a_site_proves_nothing(address: str) -> None:
    assert mail_domain_of(address) == ""


def test_a_name_under_a_public_suffix_is_somebodys_own() -> None:
    assert mail_domain_of("www.vlier.co.nl") == "vlier.co.nl"


@given(st.text(max_size=80))
def test_any_text_gives_a_domain_that_gives_itself_or_nothing(text: str) -> None:
    domain = mail_domain_of(text)
    assert domain == mail_domain_of(domain)
    assert domain.isascii()
    assert " " not in website_of(text)
