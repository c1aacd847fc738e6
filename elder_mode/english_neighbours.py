"""What stands beside a number in English and says how to read it: patterns, units, money and symbols."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONEY = {
    "$": ("dollar", "cent"),
    "£": ("pound", "penny"),
    "€": ("euro", "cent"),
    "¥": ("yuan", "fen"),
    "￥": ("yuan", "fen"),
}
PLURALS = {"penny": "pence", "yuan": "yuan", "fen": "fen"}
LABEL = (
    r"(?:ending in|ends in|code|pin|password|number|order|account|card|reference|ref|ticket|booking|serial|error|"
    r"room|postcode|zip code|extension|tail)"
)
RING = r"(?:ring|call|dial|phone|text|press|telephone|hotline|helpline|line|contact)"
UNIT = (
    r"(?:yuan|dollars?|pounds?|euros?|people|times?|days?|years?|months?|hours?|minutes?|seconds?|miles?|"
    r"meters?|metres?|kg|km|mg|ml|g|steps?|tablets?|percent|%|pixels?|words?|pages?|messages?|photos?)"
)
UNITS = {
    "mg": "milligrams",
    "g": "grams",
    "cm": "centimetres",
    "mm": "millimetres",
    "mcg": "micrograms",
    "kWh": "kilowatt hours",
    "km/h": "kilometres per hour",
    "ml": "millilitres",
    "mL": "millilitres",
    "kg": "kilograms",
    "km": "kilometres",
    "min": "minutes",
    "hr": "hours",
    "sec": "seconds",
    "px": "pixels",
    "mmHg": "millimetres of mercury",
}
SYMBOLS = {
    "&": " and ",
    "+": " plus ",
    "=": " equals ",
    "@": " at ",
    "#": " number ",
    "*": " star ",
    "_": " underscore ",
    "→": ", ",
    "·": ", ",
    "•": ", ",
    "…": ", ",
    "×": " times ",
    "|": ", ",
    "<": " ",
    ">": " ",
    "\\": " ",
    "™": "",
    "®": "",
    "©": "",
    "[": ", ",
    "]": ", ",
    "℃": " degrees",
    "°": " degrees",
}
NUMBER = r"\d+(?:\.\d+)?"
DASH = r"\s*[-–—~]\s*"
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|(?-i:May)|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
HOTLINE = r"(911|999|110|119|120|112|988)"
