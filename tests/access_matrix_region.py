"""Who gets what at the addresses of the regions; a part of the access matrix."""

from tests.access_matrix import ANY_REGION, EVERY_REGION, REGION, at

REGION_GETS = (
    at("region.show_organisations", (ANY_REGION, 200)),
    at("region.show_organisation", (REGION, 200), number="@waiting organisation"),
    at("region.show_verification", (REGION, 200), number="@waiting organisation"),
    at("region.show_refusal", (REGION, 200), number="@waiting organisation"),
    at("region.show_release", (REGION, 200), number="@waiting organisation"),
    at("region.show_mail", (ANY_REGION, 200)),
    at("region.coordinators.show_list", (EVERY_REGION, 200)),
    at("region.coordinators.show_ask", (EVERY_REGION, 200)),
    at("region.coordinators.show_close", (EVERY_REGION, 200), number="@coordinator"),
    at("region.coordinators.show_close", number="@colleague"),
)
REGION_POSTS = (
    at(
        "region.submit_verification",
        (REGION, 302),
        sent={"ground": "Gebeld met de directie."},
        number="@waiting organisation",
    ),
    at(
        "region.submit_refusal",
        (REGION, 302),
        sent={"ground": "Dit bedrijf bestaat niet."},
        number="@waiting organisation",
    ),
    at(
        "region.submit_release",
        (REGION, 302),
        sent={"ground": "Dit is niet van de bakkerij."},
        number="@waiting organisation",
    ),
    at("region.submit_revival", (REGION, 302), number="@dead letter"),
    at("region.submit_revival_of_all", (ANY_REGION, 302)),
    at(
        "region.coordinators.submit_ask",
        (EVERY_REGION, 302),
        sent={"region": "07", "name": "Carla de Wit", "email": "carla@regio.example"},
    ),
    at("region.coordinators.submit_ask_again", (EVERY_REGION, 302), number="@asked coordinator"),
    at("region.coordinators.submit_close", (EVERY_REGION, 302), number="@coordinator"),
    at("region.coordinators.submit_close", number="@colleague"),
)
