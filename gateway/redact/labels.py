"""What a number is, by the words before it and after it."""

import re
from typing import Final

HOTLINE: Final = re.compile(
    r"1(?:10|12|14|17|19|20|22)|9(?:11|99|95)|121\d\d|123\d\d|125[289]\d|100(?:00|01|10|11|16|50|8[0156]|99)|"
    r"1118[35]|1823|1083|[48]00\d{7}|95\d{3}|96\d{3,4}|951\d{3,4}|952\d{3,4}|16\d{3}"
)
"""Numbers of services: never personal."""
ORDER: Final = re.compile(
    r"(?:订单|单号|运单|快递单|编号|流水号?|工单|票号|取票|预约号|案号|序列|快递号|物流|取件|受理号|参考号|凭证号|"
    r"交易号|"
    r"批次|条码|条形码|会员号|户号|学号|工号|报修号|挂号|排队号|税号|信用代码|保单|合同|档案|申请号|业务号|"
    r"order|tracking|reference|ref(?![a-z])|ticket|invoice|serial|booking|case)"
    r"[^0-9,。;!?\n]{0,12}$",
    re.IGNORECASE,
)
NOT_PERSONAL: Final = re.compile(
    r"(?:错误|代码|报错|故障|型号|车次|航班|版本|邮编|邮政编码|读数|表数|度数|行程卡|meter|reading|error|model|"
    r"version|post ?code|zip|频道|网址|端口)"
    r"[^0-9,。;!?\n]{0,12}$",
    re.IGNORECASE,
)
ERROR: Final = re.compile(
    r"(?:错误|代码|报错|故障|error|(?<![a-z])err(?![a-z])|fault code)[^0-9,。;!?\n]{0,10}$", re.IGNORECASE
)
ID: Final = re.compile(
    r"(?:身份证|证件|通行证|回乡证|居民证|居住证|台胞证|返乡证|社保卡?号|医保卡?号|社会保障|身份号|护照|户口本|驾照|"
    r"驾驶证|"
    r"(?<![a-z])id(?![a-z])|id ?card|identity|passport|hkid)[^0-9]{0,12}$",
    re.IGNORECASE,
)
CARD: Final = re.compile(
    r"(?:卡号|银行卡|账号|帐号|账户|帐户|存折|储蓄卡|信用卡|借记卡|工资卡|社保卡|对公|卡上?的?号码?|户口号?码?|"
    r"(?<![a-z])card(?: number)?|"
    r"(?<![a-z])account(?: number)?|iban)[^0-9]{0,12}$",
    re.IGNORECASE,
)
PHONE: Final = re.compile(
    r"(?:手机|电话|(?<![卡口户账帐证单])号码|打给?我?|拨|联系|热线|[覆复回]我|座机|固话|小灵通|来电|回电|打到|致电|"
    r"call|phone|mobile|number|(?<![a-z])tel|"
    r"(?<![a-z])cell|hotline|landline|reach|ring|whatsapp|(?<![a-z])me (?:at|on))"
    r"(?:[^0-9]{0,10}|[a-z' ]{0,30})$",
    re.IGNORECASE,
)
TAIL: Final = re.compile(
    r"(?:尾号|尾数|卡尾|(?:后|末|最后|末尾|后面|末后|尾)(?:四|4)(?:位|个)(?:数字?|字|号码?)?|末尾|结尾|ending(?: in|"
    r" with)?|ends?(?: in| with)?|"
    r"last (?:four|4)(?: digits)?)"
    r"(?:是|为|数字|就是|应该是|叫|的话|的是|系|呢|号码|写的是|写着|显示|[:\s]|嗯|呃|啊|那个|,(?=\s*(?:嗯|呃|啊))|"
    r"is|was|are|the|of|数|digits|in)*$",
    re.IGNORECASE,
)
AMOUNT_AFTER: Final = re.compile(
    r"\s*(?:多|来|几)?\s*(?:块|元|毛|角|分(?!之)|万|千(?!万别)|百|亿|蚊|rmb|cny|年|月|日(?!语)|积分|号(?!码)|点|时|"
    r"岁|个|次|片|粒|毫升|"
    r"毫克|mg|ml|度|%|斤|公里|米|分钟|小时|天|楼|层|路公交|yuan|dollars?|hk|kg|号线|平|步|人)",
    re.IGNORECASE,
)
MONEY_BEFORE: Final = re.compile(
    r"(?:[¥￥$]|金额|余额|支出|收入|扣了?|花了?|付了?|转了|共计|合计|总共|一共|充了|存了|取了|欠|人民币|rmb|"
    r"港币)[:：]?\s*(?:我|他|她)?$",
    re.IGNORECASE,
)
DATE: Final = re.compile(
    r"(?:19|20)\d\d[-./ ]?(?:0?[1-9]|1[0-2])[-./ ]?(?:0?[1-9]|[12]\d|3[01])"
    r"(?:[ t]+[0-2]\d[: ]?[0-5]\d(?:[: ]?[0-5]\d)?|[0-2]\d[0-5]\d[0-5]\d)?|"
    r"(?:0?[1-9]|[12]\d|3[01])[-./](?:0?[1-9]|1[0-2])[-./](?:19|20)\d\d|0\.\d+",
    re.IGNORECASE,
)
GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+\.\d{1,2}")
"""Amounts by their form: thousands in groups, or two places."""
