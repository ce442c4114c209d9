"""Where Chinese sentences end: a bar marks a break, and stands for nothing in the text, for no space parts them."""

import pytest

from languages import ZH
from languages.sentences import sentences


@pytest.mark.parametrize(
    "case",
    [
        "这是一个句子。",
        "政府今天作出决定。|议会明天投票。",
        "会罢工吗？|工会保持沉默。",
        "终于来了！|大桥通车了。",
        "他想了想……没有说话。",
        "真的吗？！|没有人相信。",
        "“这是一次成功。”|部长很满意。",
        "‘这是一次成功。’|部长很满意。",
        "「这是一次成功。」|部长很满意。",
        "『这是一次成功。』|部长很满意。",
        '"这是一次成功。"|部长很满意。',
        '部长很满意。|"这是一次成功。"|他说。',
        "部长说：“这是一次成功。|我们继续。”|然后他走了。",
        "部长说：“这是一次成功”，然后走了。",
        "（数字为暂定。）|报告随后公布。",
        "他（终于！）来了。",
        "他(终于！)来了。",
        "《怎么办？》是一本书。",
        "他读了《怎么办？》和《罪与罚》。",
        "增长率为3.5%。|预测为3.2%。",
        "联系方式：press@nsso.be。|我们会尽快答复。",
        "请访问 www.nsso.be。|那里有全部信息。",
        "会议于10:30开始；晚宴于18:00开始。",
        "第一步：测量；第二步：了解。",
        "U.S. Steel公司发表声明。|股价上涨。",
        "2016年8月31日，布鲁塞尔。|会议结束。",
        "一句话。| 空格之后的一句话。",
        "没有标点的一行",
    ],
)
def test_where_a_sentence_ends(case: str) -> None:
    text = case.replace("|", "")
    assert [text[one.start : one.end] for one in sentences(text, ZH)] == [part.strip() for part in case.split("|")]
