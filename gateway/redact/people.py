"""Full names that a label announces, and addresses down to the door."""

import re
from collections.abc import Iterator
from typing import Final

Found = tuple[int, int, str]
_SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔"
    "谭陆范汪廖石金韦贾"
    "夏付方邹熊白孟秦邱侯江尹薛闫阎段雷龙陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤温葛洪施俞章鲍柳史岳齐倪殷管卓祁舒屈祝聂喻"
    "纪尚鲁牛翟樊兰"
    "黎易常康伍申关焦巩包左安苗路梅裴庄游辛耿詹盛池翁甘麦区容冼霍麦欧卞邢柯芦骆滕褚娄车项解单宫柴华涂卫景臧冉佟米边植"
    "尤穆"
    "宁凌闵连宗隋蓝费符席桂古查阮鞠原敖占窦劳习晏戚仇全鄢储桑满仲"
)
_DOUBLE: Final = "欧阳|上官|司马|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|长孙|夏侯|端木|南宫|欧陽"
_LABEL: Final = re.compile(
    r"(?:(?:真实|户主|患者|病人|老人|申请人|投保人|参保人|本人|我的?)?(?:姓名|名字)(?:写的)?|户名|户主|收款人|收件人|"
    r"收货人|寄件人|联系人|持卡人|开户名|开户人|账户名|账号名|实名|全名|"
    r"大名|机主|业主|患者|投保人|被保险人|投诉人|报案人|当事人|经办人|报修人|联络人|申请者|乘客|乘车人|"
    r"(?<![帮给让要想])我(?:的?大名|本名)?叫(?:做)?|俺叫|本人叫?|(?:我|佢|他|她|你)?个名(?:系|叫)|(?:老伴|老头子?|"
    r"老太太|老公|老婆|丈夫|妻子|儿子|女儿|闺女|孙子|孙女|妈妈?|"
    r"爸爸?|母亲|父亲|爱人|儿媳|女婿|外孙女?|妹妹?|弟弟|姐姐?|哥哥?|他|她)(?:名字)?叫(?:做)?|名叫|名为)"
    r"(?P<link>[\s:,]*(?:嗯|呃|啊|那个)?[\s,]*(?:是|叫|系|为|写的?是?|填的?是?|就是|应该是|就叫|"
    r":)?[\s:,\"“「『]*(?:嗯|呃|啊|那个)?[\s,]*)"
)
_TITLES: Final = (
    "医生|主任|大夫|老师|师傅|经理|先生|女士|阿姨|大爷|大妈|大娘|大姐|大哥|奶奶|爷爷|叔|姐|哥|总|警官|护士|律师|书记|"
    "局长|院长|所长|科长|处长|队长|主管|同志|小姐|太太|伯|婶|工(?!$|,)|"
    "董|教授|校长|姨|嫂|老板|医师|姑娘|店长|师父|家|某人"
)
_AFTER: Final = re.compile(
    r"$|[\s,.。;!?、()（）:：\"”」』/|]|的|和|跟|住|电|手机|身份|今年|我|是|在|想|要|卡|账|号|地址|男|女|他|她|你|您|"
    r"帮|请|麻烦|这|那|就|也|都|已|没|有|八|七|六|九|5|"
    r"6|7|8|9|岁|啊|呀|哦|嘛|吧|呢|哈|开户|银行|打|来|不|去|上|说|给|对|嗯|呃|老|以|从|能|可|会|怎|什|为|查|办|交|买|"
    r"生|出生|性别|退休|原|现|刚|家|尾|系|嘅|喺|同|咁|ok|"
    r"thank|and|phone",
    re.IGNORECASE,
)
_ENGLISH: Final = re.compile(
    r"(?:(?:[Mm]y|[Tt]he|[Hh]is|[Hh]er|[Mm]other's|[Ff]ather's|[Hh]usband's|[Ww]ife's)? ?(?:full |real |legal |"
    r"whole |account |card )*[Nn]ame(?:'s| is| was|:| on (?:the|my) (?:card|account|bank card|bill) is|,)|"
    r"(?<![A-Za-z])(?:[Nn]ame on (?:the|my|his|her) [a-z]+|[Aa]ccount name|[Aa]ccount holder|[Cc]ard ?holder|"
    r"[Pp]ayee|[Rr]ecipient|[Nn]ame|[Cc]ontact|[Cc]onsignee|[Aa]ddressee)(?: name)?(?: is|:|,| -|(?= [A-Z]))|"
    r"[Ii] am called|[Ii]'m called|[Mm]y name,? (?:er|um|uh),? is)"
    r"\s*(?:er|um|uh|Mrs|Mr|Ms|Miss|Dr)?[.,]?\s*(?P<value>[A-Z][A-Za-z'\-]+(?:[ ,]{1,2}(?:(?:er|um|"
    r"uh)[ ,]+)?[A-Z][A-Za-z'\-]+){1,3})"
)


def names(text: str) -> Iterator[Found]:
    """Yield the full names that a label announces in ``text``, which is half width and simplified."""
    for match in _LABEL.finditer(text):
        end = _name_end(text, match.end())
        if end is not None:
            yield match.end(), end, "name_labelled"
    for match in _ENGLISH.finditer(text):
        yield match.start("value"), match.end("value"), "name_labelled"


_IN_NAME: Final = r"(?:[ ·]|,?(?:嗯|呃|啊),?)?"


def _name_end(text: str, start: int) -> int | None:
    """Return where the full name that begins at ``start`` ends; None when none begins there.

    A given name has one or two characters (three after a double surname is rare); of two that fit, the longer is taken
    when what follows it can begin another word.
    """
    other = re.compile(r"[\u4e00-\u9fff]{1,6}[·•・][\u4e00-\u9fff]{1,8}?(?=$|[\s,.。;!?、的])").match(text, start)
    if other is not None:
        return other.end()
    again = re.compile(rf"([{_SURNAMES}])(?:[,.…]|嗯|呃){{1,3}}(?=\1)").match(text, start)
    surname = re.compile(rf"(?:{_DOUBLE}|[{_SURNAMES}])").match(text, again.end() if again else start)
    if surname is None or re.compile(rf"(?:{_TITLES})").match(text, surname.end()):
        return None
    given = re.compile(rf"{_IN_NAME}[\u4e00-\u9fff]{_IN_NAME}[\u4e00-\u9fff]").match(text, surname.end())
    single = re.compile(rf"{_IN_NAME}[\u4e00-\u9fff]").match(text, surname.end())
    if single is None or re.match(r"[的是在了啊吗呢吧不没就也都和跟]", text[surname.end() :]):
        return None
    for candidate in (given, single):
        if candidate is None or re.search(r"[的了吗呢吧啊是在]", candidate.group()):
            continue
        if _AFTER.match(text, candidate.end()):
            return candidate.end()
    return given.end() if given is not None and not re.search(r"[的了吗呢吧啊是在,]", given.group()) else single.end()


_NUM: Final = r"[0-9零〇一二三四五六七八九十百两幺甲乙丙丁东西南北A-Za-z]{1,6}"
_FIG: Final = r"[0-9零一二三四五六七八九十幺]{1,5}"
_SEP: Final = r"(?:[\s,、.…]|嗯|呃|啊|哦|那个|这个|的|多少号来着|几号来着|什么来着|等等|等一下|er|um){0,6}"
_AREA: Final = (
    r"(?:省|自治区|自治州|特别行政区|市|地区|盟|州|新区|开发区|高新区|区|县|旗|街道|办事处|镇|乡|村|屯|庄|社区|湾|半岛)"
)
_ROAD: Final = r"(?:大道|大街|马路|公路|路|街|巷|胡同|道|里|弄|条|坊|径|坡)"
_ESTATE: Final = (
    r"(?:小区|花园|新村|家园|公寓|苑|新城|城|园|邨|大厦|广场|大院|家属院|家属楼|宿舍|府|湾|台|阁|轩|庭|居|山庄|别墅|"
    r"里|院|楼|中心|小筑|名都|华庭|雅苑)"
)
_PLACE: Final = (
    rf"(?:[\u4e00-\u9fff]{{1,8}}?(?:{_AREA}|{_ROAD}|{_ESTATE})(?:村|庄|屯|社区|小区|新村|镇)?|"
    rf"[村庄屯]?[东西南北][头口边])"
)
_DOOR: Final = (
    rf"(?:(?:第|附)?{_NUM}\s?(?:号院|号楼|号门|号铺|号|弄|巷|栋楼?|幢|座|单元|门栋|门(?!口)|梯|层|楼|室|房间?|户|组|"
    rf"队|期|区|条|屋|#)(?!线|窗|柜|床|登机|公交|车|"
    rf"航|台|机|键|电池|菜|技师|选手)(?:之[0-9一二三四五])?(?:[左右][手边侧首]|[东西南北前后中]座|[东西南北]户|把头|"
    rf"尽头)?|{_FIG}\s?(?:-|杠|"
    rf"减)\s?{_FIG}(?:\s?(?:-|杠|减)\s?{_FIG})*(?:号|室)?|[0-9零〇一二三四五六七八九幺]{{3,4}}(?![0-9]|块|元|次|年|"
    rf"分|多|个|人|路))"
)
_ADDRESS: Final = re.compile(rf"(?>{_PLACE}){_SEP}(?>(?:{_DOOR}|{_PLACE}){_SEP})*+")
_PART: Final = re.compile(rf"(?P<door>{_DOOR})|{_PLACE}")
_HAS_DOOR: Final = re.compile(
    rf"{_NUM}\s?(?:号|栋|幢|单元|室|房|户|弄|座|组|队|期|#)|{_NUM}(?:-|杠){_NUM}|[0-9零〇一二三四五六七八九幺]{{3,4}}$"
)
_STRONG_LEAD: Final = re.compile(
    r"(?:住在|住|家在|地址|住址|寄到|送到|搬到|位于|上门|喺|收货|户籍|老家)[^,。;!?]{0,6}$"
)
_PUBLIC: Final = re.compile(
    r"医院|银行|车站|机场|火车站|地铁|公园|商场|超市|法院|派出所|政务|大学|学校|营业厅|邮局|卫生院|社保局|门诊|大厅|"
    r"柜台|窗口|站台|航站楼|电影院|博物馆|图书馆|诊所|药店|饭店|酒店|宾馆"
)
_ENGLISH_ADDRESS: Final = re.compile(
    r"(?:(?:[Ff]lat|[Rr]oom|[Uu]nit|[Aa]partment) [0-9A-Za-z]{1,5}, )(?:(?:[0-9]{1,3}/F|[Ff]loor [0-9]{1,3}|"
    r"[0-9]{1,2}(?:st|nd|rd|th) [Ff]loor), )?(?:(?:[Bb]lock|[Bb]uilding|[Tt]ower) [0-9A-Z]{1,3}, )?(?:[A-Z][A-Za-z']+"
    r" ){1,3}(?:Estate|House|Court|Mansions?|Building|Gardens?|Centre|Towers?|"
    r"Villas?)(?:, (?:[A-Z][A-Za-z']+ ?){1,3}(?<! ))*|"
    r"(?:(?:[Nn]umber|[Nn]o\.?) [0-9]{1,5},? (?:er|um|uh|sorry),? )?(?:(?:[Ff]lat|[Rr]oom|[Uu]nit|[Aa]partment|"
    r"[Aa]pt\.?|[Ss]uite)\s+[0-9A-Za-z]{1,5}[, ]+)?(?:(?:[0-9]{1,3}/F|[0-9]{1,2}(?:st|nd|rd|th) [Ff]loor|"
    r"[Ff]loor [0-9]{1,3})[, ]+)?(?:(?:[Bb]lock|[Bb]uilding|[Tt]ower)\s+[0-9A-Z]{1,3}[, ]+)?"
    r"(?:[A-Z][A-Za-z']+ (?:(?:[A-Z][A-Za-z']+ )*)(?:House|Court|Estate|Mansion|Building|Gardens?|"
    r"Towers?)[, ]+)*(?:[Nn]o\.? ?|[Nn]umber )?[0-9]{1,5}[A-Z]?,? (?:[A-Z][A-Za-z']+ ){1,4}(?:Road|Street|Avenue|"
    r"Lane|Drive|Close|Way|Terrace|Path|Rd|St|Ave)\b(?:,? (?:[A-Z][A-Za-z']+ ?){1,3}(?:,(?= [A-Z]))?)*(?:,? (?:(?:gro"
    r"und|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|top|[0-9]{1,2}(?:st|nd|rd|th)) floor|"
    r"(?:flat|room|unit|block|apartment|door) (?:on the (?:left|right)|[0-9A-Za-z]{1,5})))*"
)


_LEAD_WORDS: Final = (
    "地址",
    "阿拉屋里",
    "我家",
    "俺家",
    "咱家",
    "家里",
    "屋里",
    "屋企",
    "老家",
    "家住",
    "家在",
    "过来",
    "上门",
    "恁家",
    "他家",
    "她家",
    "阿拉屋里",
)
_SURE_CHARS: Final = "住址喺寄嚟:"
_LEAD_CHARS: Final = "是了吗呢吧着很没不敲按找在到住送寄喺去来嚟给把往于址系叫:"
_SHORTEST: Final = 3
"""Characters that a place has at least with its suffix; what is left of a word cut shorter is no place."""


def _lead_end(found: str) -> int:
    """Return how much of the first part is no place but the words before it: 换气罐送重庆市 begins with 重庆市."""
    first = re.match(_PLACE, found)
    if first is None:
        return 0
    name = first.group()
    ends = [name.rfind(word) + len(word) for word in _LEAD_WORDS if word in name]
    ends += [place + 1 for place, char in enumerate(name) if char in _SURE_CHARS]
    sure = max(ends, default=0)
    other = [place + 1 for place, char in enumerate(name) if char in _LEAD_CHARS]
    return max((end for end in other if len(name) - end >= _SHORTEST), default=sure) if other else sure


def addresses(text: str) -> Iterator[Found]:
    """Yield addresses in ``text``, from the largest unit that is given to the door; a public place is none."""
    for match in _ENGLISH_ADDRESS.finditer(text):
        yield match.start(), match.end() - len(match.group()) + len(match.group().rstrip(" ,")), "address"
    if re.search(r"[0-9零〇一二三四五六七八九十幺甲乙]", text) is None:
        return
    for match in _ADDRESS.finditer(text):
        doors = [part.end() for part in _PART.finditer(text, match.start(), match.end()) if part["door"]]
        if not doors:
            continue
        start, found = match.start(), text[match.start() : doors[-1]]
        cut = _lead_end(found)
        start, found = start + cut, found[cut:]
        if not _HAS_DOOR.search(found) or re.search(r"[了吗呢吧很没]|知道|包裹|已经?到|哪|什么", found):
            continue
        is_home = bool(_STRONG_LEAD.search(text[max(0, start - 12) : start]))
        if _PUBLIC.search(found) and not re.search(r"家属|宿舍", found) and not is_home:
            continue
        yield start, start + len(found), "address"
