"""Cantonese for the ear: traditional characters, 一 for 1 everywhere, 二百 and 兩個."""

from types import MappingProxyType

from elder_mode.chinese_numbers import Tongue
from elder_mode.mandarin_reading import SYMBOLS, UNITS

CANTONESE = Tongue(
    spelled_one="一",
    two="兩",
    has_two_hundred=False,
    counts_days=True,
    myriads=("", "萬", "億"),
    point="點",
    minus="負",
    times="乘",
    star="星號",
    money=MappingProxyType({"￥": "元", "HK$": "港元", "US$": "美元", "$": "元", "€": "歐元", "£": "英鎊"}),
    units=MappingProxyType(
        {
            **UNITS,
            "iu": "國際單位",
            "mmol/l": "毫摩爾每升",
            "μmol/l": "微摩爾每升",
            "km/h": "公里每小時",
            "mah": "毫安時",
            "kwh": "度電",
            "khz": "千赫",
            "hz": "赫茲",
            "min": "分鐘",
            "℉": "華氏度",
            "°f": "華氏度",
        }
    ),
    symbols=MappingProxyType({**SYMBOLS, "&": "同", "=": "等於", "#": "井號", "*": "星號", "_": "底線"}),
)
