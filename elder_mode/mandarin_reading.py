"""Mandarin for the ear: simplified characters, 幺 for 1 in telephone numbers and codes."""

from types import MappingProxyType

from elder_mode.chinese_numbers import Tongue

SYMBOLS = MappingProxyType(
    {
        **dict.fromkeys("→·•…|\\[]", "，"),
        **dict.fromkeys("<>©®™", ""),
        "&": "和",
        "+": "加",
        "×": "叉",
        "=": "等于",
        "@": "艾特",
        "#": "井号",
        "*": "星号",
        "_": "下划线",
        "～": "到",
        "℃": "度",
        "°": "度",
    }
)
UNITS = MappingProxyType(
    {
        "mg": "毫克",
        "g": "克",
        "kg": "公斤",
        "mcg": "微克",
        "ug": "微克",
        "μg": "微克",
        "iu": "国际单位",
        "ml": "毫升",
        "l": "升",
        "km": "公里",
        "m": "米",
        "cm": "厘米",
        "mm": "毫米",
        "mmhg": "毫米汞柱",
        "mmol/l": "毫摩尔每升",
        "μmol/l": "微摩尔每升",
        "km/h": "公里每小时",
        "mah": "毫安时",
        "kwh": "千瓦时",
        "hz": "赫兹",
        "khz": "千赫",
        "mhz": "兆赫",
        "ghz": "吉赫",
        "px": "像素",
        "v": "伏",
        "min": "分钟",
        "℃": "度",
        "°c": "度",
        "℉": "华氏度",
        "°f": "华氏度",
    }
)
MANDARIN = Tongue(
    spelled_one="幺",
    two="两",
    has_two_hundred=True,
    counts_days=False,
    myriads=("", "万", "亿"),
    point="点",
    minus="负",
    times="乘",
    star="星号",
    money=MappingProxyType({"￥": "元", "HK$": "港元", "US$": "美元", "$": "美元", "€": "欧元", "£": "英镑"}),
    units=UNITS,
    symbols=SYMBOLS,
)
