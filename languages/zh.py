"""Chinese in simplified characters, as written in mainland China."""

from languages.model import BlockWords, Language, SentenceRules

ZH = Language(
    code="zh",
    name="中文",
    border_code="zh-CN",
    aliases=("zh-cn", "zh-hans", "zh-hans-cn", "zh-sg", "zh-hans-sg", "zho", "chi", "cmn", "cmn-hans"),
    sentences=SentenceRules(
        terminators="。！？",  # …… stands inside sentences as often as at their end
        closers='”’」』）》")]',
        openers="“‘「『（《",
        spaced=False,
    ),
    blocks=BlockWords(
        contact=(r"(媒体|新闻)?联系(人|方式)?", r"发言人"),
        boilerplate=(r"(更多|详细)信息", r"关于.{1,40}", r"什么是.{1,40}？", r"编者注"),
    ),
    months=(),
    date_patterns=(
        r"(?:(?P<year>\d{{4}})年)?(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})[日号]"
        r"(?:\s*(?P<hour>\d{{1,2}})(?:[:：时点])(?P<minute>\d{{2}})分?)?",
    ),
    fonts=(
        "Noto Sans SC",
        "Noto Sans CJK SC",
        "Source Han Sans SC",
        "PingFang SC",
        "Hiragino Sans GB",
        "Microsoft YaHei",
        "WenQuanYi Micro Hei",
        "sans-serif",
    ),
)
