"""Names of the invented place. None is meant to be anywhere."""

from __future__ import annotations

FORCE_NAME, FORCE_SLUG = "Northshire Police", "northshire"
FORCE_AREA_CODE, FORCE_AREA_NAME = "E23999001", "Northshire"
OUTWARD_POSTCODES = "NB"  # no such postcode area

NORTHBOROUGH_WARDS = (
    "Abbey Fields", "Castle Meads", "Eastgate", "Harbourside", "Kingsmoor", "Limekiln", "Market",
    "Millbrook", "Northgate", "Old Quay", "Priory Park", "Ropewalk", "St Wilfrid's", "Westlea",
)  # fmt: skip
SOUTHMERE_WARDS = (
    "Brackenfen", "Cold Haven", "Fenny Stoke", "Marram", "Saltmarsh", "Southmere Town", "Wold End",
)  # fmt: skip
BUSIEST_WARD = "Market"  # the ward of the town centre takes this name

STREET_STEMS = (
    "Abbey", "Alder", "Anchor", "Apple Tree", "Ash", "Barley", "Beacon", "Bell", "Birch", "Bramble",
    "Bridge", "Brook", "Canal", "Castle", "Cedar", "Chapel", "Cherry Tree", "Church", "Clover",
    "Coopers", "Coronation", "Cross", "Curlew", "Dock", "Dove", "Elm", "Fair", "Ferry", "Fern",
    "Field", "Fishers", "Foundry", "Fountain", "Garden", "Gas House", "Glebe", "Grange", "Green",
    "Guildhall", "Harbour", "Hawthorn", "Hazel", "Heath", "Heron", "High", "Hill", "Holly",
    "Jubilee", "Kiln", "King", "Lark", "Laurel", "Lavender", "Lime", "Linden", "Long", "Maple",
    "Market", "Meadow", "Mill", "Nursery", "Oak", "Old", "Orchard", "Park", "Pear Tree", "Pinfold",
    "Plough", "Poplar", "Potters", "Primrose", "Priory", "Quarry", "Queen", "Railway", "River",
    "Rope", "Rose", "Rowan", "Sandpiper", "School", "Shire", "Silver", "Spring", "Star", "Station",
    "Stone", "Swan", "Tanners", "Thorn", "Tollgate", "Union", "Vicarage", "Victoria", "Violet",
    "Walnut", "Water", "Weavers", "Well", "Wharf", "Willow", "Windmill", "Woad",
)  # fmt: skip
STREET_KINDS = (
    "Street", "Road", "Avenue", "Close", "Lane", "Crescent", "Drive", "Way", "Gardens", "Court",
    "Place", "Grove", "Terrace",
)  # fmt: skip
# As police.uk names map points that stand for a kind of place; two hold a comma, as some do.
PLACES_NOT_STREETS = (
    "Parking Area", "Supermarket", "Shopping Area", "Petrol Station", "Park/Open Space",
    "Sports/Recreation Area", "Nightclub", "Hospital", "Bus/Coach Station", "Pedestrian Subway",
    "Quayside, The", "Police Station", "Further/Higher Educational Building", "Green, Upper",
)  # fmt: skip


def street_name(number: int) -> str:
    """Invented name of the map point with this number, as police.uk words it.

    Examples
    --------
    >>> street_name(1), street_name(18)
    ('On or near Holly Road', 'On or near Shopping Area')
    """
    if number % NOT_A_STREET_EVERY == 0:
        kind = (number // NOT_A_STREET_EVERY) % len(PLACES_NOT_STREETS)
        return f"On or near {PLACES_NOT_STREETS[kind]}"
    stem = STREET_STEMS[(number * STRIDE) % len(STREET_STEMS)]
    return f"On or near {stem} {STREET_KINDS[number % len(STREET_KINDS)]}"


NOT_A_STREET_EVERY = 9
STRIDE = 46  # shares no factor with the number of stems, so that neighbours differ
