import pytest

from gateway.issue import Priority, RiskKind
from gateway.understand import risk
from tests.gateway.understand.words import in_picture, typed


def kinds(text: str) -> list[RiskKind]:
    return [found.kind for found in risk.find(typed(text))]


def test_the_most_urgent_danger_comes_first() -> None:
    assert kinds("我被骗了三万，我不想活了")[0] is RiskKind.SELF_HARM
    assert kinds("钱被转走了，我现在心口疼得气都接不上来")[0] is RiskKind.MEDICAL


def test_a_scam_in_progress_is_urgent_and_quotes_the_words() -> None:
    text = "客服说我开了百万保障，一个月扣八百，让我下个会议软件，打开共享，我点哪里啊?"
    found = risk.find(typed(text))

    assert [(one.kind, one.level, one.is_message) for one in found] == [(RiskKind.SCAM, Priority.P0, False)]
    assert all(evidence.quote in text for evidence in found[0].evidence)
    assert found[0].family is not None


@pytest.mark.parametrize("teller", ["客服", "民警", "银行经理", "有个人"])
@pytest.mark.parametrize("amount", ["八百", "三千", "1万2", "六千块"])
@pytest.mark.parametrize("app", ["云会通", "蓝鸽会议", "XY软件"])
def test_other_names_amounts_and_apps_change_nothing(teller: str, amount: str, app: str) -> None:
    assert kinds(f"{teller}让我下载{app}，把屏幕共享给他看，不然要扣{amount}") == [RiskKind.SCAM]


def test_the_family_may_ask_for_a_download() -> None:
    assert kinds("女儿让我下载会议软件，怎么下") == []


@pytest.mark.parametrize("brand", ["ETC", "行驶证"])
@pytest.mark.parametrize("address", ["etc-a.top/x", "http://gov-b.cc", "点击链接"])
def test_a_photographed_scam_message_waits_its_turn(brand: str, address: str) -> None:
    found = risk.find(in_picture(f"尊敬的车主\n您的{brand}已失效\n请立即登录 {address} 办理"))

    assert [(one.kind, one.level, one.is_message, one.family) for one in found] == [
        (RiskKind.SCAM, Priority.P2, True, "etc")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "您尾号4410的账户支出88.00元，余额120.50元",
        "验证码204811，请勿泄露",
        "您的包裹已到驿站，取件码8-2-1102",
        "门诊预约成功，请携带身份证",
    ],
)
def test_ordinary_notices_are_no_danger(text: str) -> None:
    assert risk.find(in_picture(text)) == ()


def test_danger_words_in_a_picture_are_not_the_persons_own() -> None:
    assert risk.find(in_picture("心口疼得气都接不上来请拨打120")) == ()


def test_money_and_codes_are_worth_a_question() -> None:
    assert risk.touches_money_or_codes(typed("怎么给他转账"))
    assert risk.touches_money_or_codes(typed("how do I install this"))
    assert not risk.touches_money_or_codes(typed("电视没声音"))


def test_who_gives_the_orders_is_quoted() -> None:
    assert risk.instructed_by_third_party(typed("对方让我点开始"))[0].quote.startswith("对方让我")
    assert risk.instructed_by_third_party(typed("我女儿让我点开始")) == ()


@pytest.mark.parametrize("thing", ["桌子", "花盆", "自行车", "电视机", "牌子", "晾衣架"])
@pytest.mark.parametrize("fell", ["倒了", "摔了", "掉地上了"])
def test_things_that_fall_are_no_emergency(thing: str, fell: str) -> None:
    assert kinds(f"{thing}{fell}怎么办") == []


@pytest.mark.parametrize("who", ["我妈", "老伴", "隔壁王大爷", "外婆"])
@pytest.mark.parametrize("where", ["卫生间", "楼梯口", "炕边"])
def test_people_who_fall_and_stay_down_are_one(who: str, where: str) -> None:
    assert kinds(f"{who}在{where}摔倒了起不来") == [RiskKind.MEDICAL]


@pytest.mark.parametrize("amount", ["八千", "两万三", "40000块", "一万九千五"])
@pytest.mark.parametrize("sign", ["人就找不到了", "把我拉黑了", "电话成空号了", "群也散了"])
def test_money_that_has_left_outranks_the_scam(amount: str, sign: str) -> None:
    assert kinds(f"按他教的转了{amount}过去，{sign}")[0] is RiskKind.MONEY_LOST


def test_a_danger_deep_in_a_long_telling_is_found_and_quoted() -> None:
    text = "今天天气不错我去公园转了转。" * 400 + "我心口疼得气都接不上来。"
    found = risk.find(typed(text))

    assert [one.kind for one in found] == [RiskKind.MEDICAL]
    assert all(evidence.quote in "我心口疼得气都接不上来。" for evidence in found[0].evidence)


def test_cues_far_apart_have_nothing_to_do_with_each_other() -> None:
    assert kinds("我给老张转了两百块饭钱。" + "今天天气不错我去公园走了走。" * 40 + "遥控器找不到了。") == []
