"""What is said and what is shown, held against each other; what only looks different is none."""

import pytest

from gateway.issue import ClaimStatus
from gateway.understand import contradictions
from gateway.understand.utterance import utterances
from tests.gateway.records import NOW, screen, seen, typed

APART = [
    ("money", "我给他汇了五百块", ["汇款成功", "汇款金额 5,000.00元"]),
    ("money", "我只充了三十块", ["充值成功", "充值 300.00元"]),
    ("date", "我约的是周二", ["预约成功", "2026年11月26日 星期四"]),
    ("choice", "我挂的上午的号", ["就诊信息", "就诊时间 11月25日 下午 15:30"]),
    ("dose", "这个药我记得一天吃三次", ["用法用量", "一日1次，一次2片"]),
    ("number", "我买的是两张票", ["订单", "成人票 3张"]),
    ("number", "我坐的G1234", ["车票", "G1243 二等座"]),
    ("number", "我等的是5路车", ["公交", "15路 还有3站"]),
    ("app", "我在支付宝里交的电费", ["微信", "电费缴纳"]),
    ("control", "这上面没有提交", ["填写资料", "取消   提交"]),
    ("state", "我已经付好了", ["订单详情", "支付失败"]),
    ("state", "我没开通过会员", ["会员中心", "已开通 2026-09-01"]),
    ("state", "静音我关掉了", ["声音", "静音 已开启"]),
    ("choice", "我要到店自取的", ["确认订单", "配送方式：骑手配送"]),
    ("choice", "我看的是眼科", ["挂号单", "科室：骨科门诊"]),
    ("choice", "车从南京走", ["车票", "苏州 → 上海"]),
    ("state", "I cancelled it last week", ["Your booking", "Status: Confirmed"]),
]
TOGETHER = [
    ("我充了五十块，怎么余额才这么点", ["话费充值", "余额 12.30元", "充值成功 50.00元"]),
    ("昨天还能打开，今天就不行了", ["微信", "2026年11月21日", "网络异常"]),
    ("我想挂周三的号", ["请选择日期", "周一 周二 周三 周四", "有号"]),
    ("付款成功了吗？", ["支付失败", "余额不足"]),
    ("大概三百来块钱", ["应付 298.00"]),
    ("下午三点的号", ["就诊时间 14:30-15:30", "门诊"]),
    ("找不到下一步", ["修改密码", "确认"]),
    ("蓝牙怎么打开", ["蓝牙", "已关闭"]),
    ("老是说我密码不对", ["密码错误", "您还可以尝试 4 次"]),
    ("药一天吃两次对吧", ["用法：每日2次，每次1片"]),
    ("我没有退款", ["退款", "申请退款", "未发货"]),
    ("我要付水费", ["水费", "待缴费 45.20", "去缴费"]),
    ("两个人的票，一张就要八十", ["订单", "成人票 2张", "合计 160.00"]),
    ("我要两份，三盒的那种", ["商品", "每份 3盒"]),
    ("I paid forty pounds for it", ["Paid £40.00", "Order confirmed"]),
]


@pytest.mark.parametrize(("field", "said", "shown"), APART)
def test_two_sources_that_differ_are_found_with_both_their_words(field: str, said: str, shown: list[str]) -> None:
    both = [*utterances(typed(said)), *utterances(seen(screen(*shown)))]
    found = {each.field: each for each in contradictions.find(both, NOW)}

    assert field in found
    for claim in (found[field].claim_a, found[field].claim_b):
        assert claim.status is ClaimStatus.CONTRADICTED
        assert claim.evidence[0].quote in "\n".join([said, *shown])


@pytest.mark.parametrize(("said", "shown"), TOGETHER)
def test_what_only_looks_different_is_no_contradiction(said: str, shown: list[str]) -> None:
    assert contradictions.find([*utterances(typed(said)), *utterances(seen(screen(*shown)))], NOW) == ()


def test_without_a_picture_or_without_words_nothing_is_compared() -> None:
    assert contradictions.find(utterances(typed("我付了三百块")), NOW) == ()
    assert contradictions.find(utterances(seen(screen("支付失败"))), NOW) == ()
