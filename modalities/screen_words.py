"""Which words on a screen name an action, a hint, an error or the clock: word families of Chinese and English.

Families, not sentences: a label is recognised by the verbs and nouns that screens of any kind share.
"""

# ruff: noqa: E501, PLR2004 - levels, shares and format bytes, each said in words where it stands

import re
import unicodedata

MAX_LABEL_WIDTH = 24
"""Width of the longest label of a button, in half-width characters (a Chinese character counts two)."""
MAX_ERROR_WIDTH = 64
MAX_WEAK_ERROR_WIDTH = 40

_ACTIONS = re.compile(
    r"(?:上|下)一(?:步|页|题|个)|确[定认](?!密码|邮箱)\S{0,4}|取消\S{0,4}|完成|提交\S{0,4}|保存|返回\S{0,4}|关闭|退出(?:登录)?|"
    r"立即\S{1,6}|马上\S{1,4}|(?:重新)?登[录陆]|注册|(?:不|暂不|我)?同意\S{0,4}|拒绝|(?:不|始终|仅|总是)?允许\S{0,6}|跳过|"
    r"重试|再试一次|(?:重新)?发送|搜索|查询|编辑|删除|添加|新增|修改|更换|继续\S{0,4}|开始\S{0,4}|去\S{1,5}|我?知道了|好的?|"
    r"是|否|稍后\S{0,4}|以后再说|暂不\S{0,4}|更多|全部|全选|选择|复制|分享|下载|上传|打开|开启|(?:重新)?获取(?:短信)?验证码|领取|支付|"
    r"付款|转账|充值|缴费|预约|挂号|购买|下单|结算|扫一扫|清空|重置|设置|帮助|忘记密码\S?|重新\S{2,3}|查看\S{0,4}|"
    r"next(?: step)?|back|previous|continue|ok|okay|done|cancel|confirm|submit|save|close|exit|log ?(?:in|out|on|off)|"
    r"sign ?(?:in|up|out)|register|agree|accept|decline|deny|allow(?: once)?|don'?t allow|not now|skip|retry|try again|"
    r"send|resend(?: code)?|search|edit|delete|remove|add|change|start|get started|got it|later|more|all|select|copy|"
    r"share|download|upload|open|install|update|learn more|pay(?: now)?|buy(?: now)?|checkout|yes|no|help",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"^(?:请(?:再次|重新)?(?:输入|填写|选择|录入|点击)|输入|点此输入|选填|必填|搜索|搜一?搜|查找|\d{1,2}\s?[-~至到]\s?\d{1,2}\s?位|"
    r"enter|type|search|your |select|choose)|^[（(]?(?:选填|必填|optional|required)[）)]?$",
    re.IGNORECASE,
)
_ERROR_STRONG = re.compile(
    r"失败|错误|出错|异常|超时|未通过|不通过|未成功|不成功|无信号|没有信号|无网络|没有网络|网络不|断网|已断开|连接(?:已)?中断|未连接|"
    r"连接不上|连不上|不存在|已?失效|已过期|无效|不正确|有误|不匹配|不一致|不符|"
    r"(?:余额|空间|内存|库存|额度|权限|积分|电量|墨量|纸张)不足|受限|超限|被拒|已拒绝|冻结|已锁定|被锁定|已停用|已注销|不支持|未找到|找不到|"
    r"未识别|尚未|未绑定|未开通|未授权|未激活|未实名|未检测到|未插入|版本过低|版本太低|过旧|暂未开放|停止服务|繁忙|无响应|停止运行|已停止|崩溃|闪退|卡纸|缺纸|故障|报错|请插卡|无SIM|未插卡|不可用|暂停服务|系统维护|"
    r"\bfail(?:ed|ure|s)?\b|\berrors?\b|\binvalid\b|\bincorrect\b|\bwrong\b|\bexpired\b|\bdenied\b|\bdeclined\b|\brejected\b|"
    r"timed?[ -]?out|not found|no signal|no (?:internet|network|connection|service|sim)|unavailable|insufficient|"
    r"\bblocked\b|\blocked\b|disconnected|not responding|\bcrashed\b|has stopped|exceeded|too many|unrecogni[sz]ed|unsupported",
    re.IGNORECASE,
)
_ERROR_WEAK = re.compile(
    r"无法|不能|未能|不可以|已满|过多|频繁|次数|拒绝|请检查|请重试|请稍后|稍后再试|稍后重试|重新输入|已被|限制|禁止|"
    r"unable to|cannot|can'?t|could ?n[o']t|try again|please check",
    re.IGNORECASE,
)
_ERROR_CODE = re.compile(
    r"(?<![A-Za-z0-9])(?:E|ERR|Error)[-_ ]?\d{2,6}(?![A-Za-z0-9])|(?:错误|故障|异常)(?:代?码|编号)|(?:error|err|status) ?(?:code|no)|"
    r"0x[0-9A-F]{4,}|(?<![A-Za-z0-9])(?!GB|ISO|OPPO|VIVO|IPHONE)[A-Z]{3,8}[-_]\d{2,6}(?![A-Za-z0-9-])|(?:HTTP|状态码)\s?[45]\d\d|"
    r"(?<!\d)(?:404|500|502|503|504)(?= ?(?:错误|error|not|bad|service|internal|gateway))",
    re.IGNORECASE,
)
_CODE_IN_ERROR = re.compile(
    r"(?:(?:错误|故障|异常|返回)(?:代码|码|编号)|代码|\b(?:error|err|status)? ?(?:code|no\.?))\s*[:：为是#(（]?\s*([A-Z0-9][A-Z0-9_-]{0,15})(?![A-Z0-9])|"
    r"(?<![A-Z0-9])((?:E|ERR|Error)[-_ ]?\d{2,6}|0x[0-9A-F]{4,}|(?!GB|ISO|OPPO|VIVO|IPHONE)[A-Z]{3,8}[-_]\d{2,6})(?![A-Z0-9-])|"
    r"(?:HTTP|状态码)\s?([45]\d\d)|(?<!\d)(404|500|502|503|504)(?= ?(?:错误|error|not|bad|service|internal|gateway))",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"((?:[上下]午\s?)?(?:[01]?\d|2[0-3])[:：][0-5]\d(?:\s?[AP]M)?)(?!\d)", re.IGNORECASE)
_WARNING = re.compile(
    r"如果|若|如需|如有|如遇|倘|一旦|否则|可能|将(?:会|无法|不能|被)|[后时即](?:将)?(?:无法|不能|不可|失效)|会导致|以免|避免|防止|请勿|谨防|切勿|"
    r"为了|不要|不得|须知|规则|温馨提示|有效期|每[日天月次]|最多|不超过|\bif\b|\bmay\b|\bmight\b|\bunless\b|otherwise|avoid|do not|"
    r"don'?t|\bwill\b|\bto prevent\b|\bnever\b",
    re.IGNORECASE,
)
_NAVIGATION = re.compile(
    r"(?:报修|反馈|申报|查询|处理|记录|帮助|说明|排查|上报|日志|原因|解决|举报|投诉|中心|管理|设置|通知|提醒|大全|指南|自查|检测|修复|诊断|"
    r"怎么办|咋办|常见问题|历史|名单|列表|统计|[?？›>])$|^(?:查看|上报|反馈|处理|忘记|关于|如何|怎么|怎样|为什么|常见|"
    r"how |why |about |report |view )|(?:reports?|logs?|history|help|settings|center|guide|faq)$",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"(?:未连接|已断开|已停用|不可用|未开启|已关闭|已失效|已过期|已连接|已开启|开|关|on|off|connected|disconnected|unavailable)",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"无(?:异常|故障|错误|误)|没有(?:异常|故障|错误)|未发现|未见异常|\bno errors?\b|without error|error[- ]free|防故障",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"(?:[上下]午\s?)?\d{1,2}:\d{2}(?:\s?[AP]M)?|[2345]G\+?|HD|LTE|VoLTE|WLAN|Wi-?Fi|\d{1,3}\s?%|中国(?:移动|联通|电信|广电)|"
    r"[\d.]+\s?[KM]B?/s",
    re.IGNORECASE,
)
_PROSE_END = re.compile(r"[。；，、：;,:]")
_DRAWN_AROUND = " \t>›»》→➔⟩〉^·•|"
_DRAWN_BACK = "<‹«《←〈く＜"


def width_of(text: str) -> int:
    """Return the width of a text in half-width characters."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def clean_label(text: str) -> str:
    """Return a label without the arrows and dots that are drawn beside it."""
    return text.strip(_DRAWN_AROUND)


def clean_title(text: str) -> str:
    """Return a title without the back arrow that a reader takes for a letter."""
    return clean_label(text.strip().lstrip(_DRAWN_BACK) if len(text) > 2 else text)


def is_action(text: str) -> bool:
    """Return whether the whole label is a common name of an action."""
    return _ACTIONS.fullmatch(clean_label(text)) is not None


def is_hint(text: str) -> bool:
    """Return whether this reads like the hint inside an empty field."""
    return _HINT.search(text) is not None and not text.endswith(("。", "！", "."))


def clock_in(text: str) -> str | None:
    """Return the time of day at the beginning of a line of the status bar: ``9:41``, ``上午 9:41``."""
    found = _CLOCK.match(text.strip())
    return found[1] if found else None


def error_codes(text: str) -> tuple[str, ...]:
    """Return the codes in an error message, as they are written: ``E1024``, ``RISK-4031``, ``51``."""
    plain = unicodedata.normalize("NFKC", text)
    return tuple(next(group for group in found.groups() if group) for found in _CODE_IN_ERROR.finditer(plain))


def is_prose(text: str) -> bool:
    """Return whether this is a stretch of a sentence rather than a label."""
    return width_of(text) > MAX_LABEL_WIDTH or _PROSE_END.search(clean_label(text)) is not None


def is_status(text: str) -> bool:
    """Return whether this belongs to a telephone's status bar: clock, network, battery."""
    parts = text.split()
    return bool(parts) and all(_STATUS.fullmatch(part) for part in parts)


def is_sign(text: str) -> bool:
    """Return whether a single character is more likely a drawn arrow or cross than a letter."""
    return len(text) == 1 and text in _DRAWN_BACK + _DRAWN_AROUND + "VvO○×xX+＋…⋮≡□口"


def is_state(text: str) -> bool:
    """Return whether this is the value of a setting, which stands beside its name."""
    return _STATE.fullmatch(clean_label(text)) is not None


def is_error(text: str) -> bool:
    """Return whether a line reads like an error or failure message.

    The name of a place to go to (故障报修, Error log) and a warning of what may happen are none.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if _ERROR_CODE.search(plain):
        return not _NAVIGATION.search(plain) or any(character.isdigit() for character in plain)
    if width_of(plain) > MAX_ERROR_WIDTH or any(no.search(plain) for no in (_NEGATED, _NAVIGATION, _WARNING)):
        return False
    if _ERROR_STRONG.search(plain):
        return True
    return _ERROR_WEAK.search(plain) is not None and width_of(plain) <= MAX_WEAK_ERROR_WIDTH and not is_action(plain)
