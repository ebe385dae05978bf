"""Chinese. Its numerals in characters are rules; a numeral's measure word is what it counts."""

from __future__ import annotations

import re
from fractions import Fraction

from dealmodel.figures.decimals import decimal_text
from dealmodel.figures.languages.vocabulary import Rule, Vocabulary

_DIGITS = {character: at for at, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
}
_IN_WORDS = "zero one two three four five six seven eight nine ten".split()
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_MEASURES = "辆台股人家名部款座艘架套件间笔"
_ANY_DIGIT = "".join(_DIGITS)
_HAN = f"[{_ANY_DIGIT}十百千万亿]"
_WHOLE = f"(?:[{_ANY_DIGIT}十]{_HAN}*[十百千万亿]{_HAN}*|十{_HAN}+)"
_PERCENTAGE = rf"(?:\d+(?:\.\d+)?|{_HAN}+(?:点[{_ANY_DIGIT}]+)?)"
_CODES = {
    **dict.fromkeys(("港元", "港币"), "HKD"),
    **dict.fromkeys(("新台币", "台币"), "TWD"),
    **dict.fromkeys(("美元", "美金"), "USD"),
    **dict.fromkeys(("日元", "日币"), "JPY"),
    **dict.fromkeys(("新加坡元", "新加坡币", "新币"), "SGD"),
    "欧元": "EUR",
    "英镑": "GBP",
    "韩元": "KRW",
    "澳元": "AUD",
    "加元": "CAD",
    "瑞士法郎": "CHF",
}
_DEGREES = {
    **dict.fromkeys(("约", "大约"), "about"),
    **dict.fromkeys(("近", "将近", "接近", "几乎"), "nearly"),
    **dict.fromkeys(("逾", "超", "超过", "超逾", "不止"), "more than"),
    **dict.fromkeys(("不到", "不足"), "less than"),
    **dict.fromkeys(("至少",), "at least"),
}
_ANY_DEGREE = "|".join(sorted(_DEGREES, key=len, reverse=True))
_GROWN = "增长|增加|上涨|提高|提升|上升|扩大|增"
_MONTH_NAMES = (
    "January February March April May June July August September October November December"
).split()


def whole_number(printed: str) -> int | None:
    """The number that Chinese characters write; ``None`` where they write none.

    >>> [whole_number(printed) for printed in ("三百", "两千万", "一亿五千万", "十二")]
    [300, 20000000, 150000000, 12]
    >>> whole_number("两万五"), whole_number("三百零五")
    (25000, 305)
    >>> whole_number("百") is None
    True
    """
    if printed[0] not in _DIGITS and printed[0] != "十":
        return None
    total = section = digit = 0
    last = 1
    for character in printed:
        if character in _DIGITS:
            digit = _DIGITS[character]
            last = last if digit else 1
            continue
        last = _SMALL.get(character) or _LARGE[character]
        if character in _SMALL:
            section += (digit or 1) * last
        elif character == "万":
            total += (section + digit) * last
            section = 0
        else:
            total = (total + section + digit) * last
            section = 0
        digit = 0
    # "两万五" is 25,000: a last digit is one of the next smaller unit unless a 零 stands before it.
    return total + section + digit * max(1, last // 10)


def _in_digits(printed: str) -> str | None:
    """The number in digits; a last 万 or 亿 stays: the digits before it are what was printed."""
    stem = printed.rstrip("万亿")
    number = whole_number(stem) if stem else None
    if number is None:
        return None
    if not any(mark in stem for mark in _LARGE):
        return f"{number}{printed[len(stem) :]}"
    whole = whole_number(printed)
    return None if whole is None else _in_ten_thousands(whole)


def _in_ten_thousands(whole: int) -> str:
    """A number of several magnitudes by the smaller one: its words still say that it is rounded."""
    return f"{whole // 10**4}万" if whole % 10**4 == 0 else str(whole)


def _of_hundred(match: re.Match[str]) -> str | None:
    """ "百分之三点五" is 3.5 percent."""
    printed = match["of_hundred"]
    if printed[0].isdecimal():
        return f"{printed} percent"
    whole, _, decimals = printed.partition("点")
    number = _in_digits(whole)
    if number is None:
        return None
    places = "".join(str(_DIGITS[digit]) for digit in decimals)
    return f"{number}{'.' if places else ''}{places} percent"


def _tenths(match: re.Match[str]) -> str | None:
    """ "两成" is 20 percent, "三成五" 35."""
    first = match["tenths"]
    number = int(first) if first.isdecimal() else _DIGITS.get(first, 10)
    rest = match["rest"]
    return f"{10 * number + (_DIGITS[rest] if rest else 0)} percent"


def _in_parts(match: re.Match[str]) -> str | None:
    """ "三分之一" is one third, over and under the other way round."""
    under, over = (whole_number(match[name]) for name in ("under", "over"))
    names = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 8: "eighth", 10: "tenth"}
    words = "a two three four five six seven eight nine".split()
    if under not in names or over is None or not 0 < over < under:
        return None
    return f"{words[over - 1]} {names[under]}{'s' if over > 1 else ''}"


def _compound(match: re.Match[str]) -> str:
    """ "1亿2000万" is one number."""
    whole = Fraction(match["hundred_millions"]) * 10**8 + int(match["ten_thousands"]) * 10**4
    return _in_ten_thousands(int(whole)) if whole.denominator == 1 else decimal_text(whole)


def _and_more(match: re.Match[str]) -> str | None:
    """ "300多万" is more than three million."""
    printed = match["more"]
    number = printed if printed[0].isdecimal() else _in_digits(printed)
    scales = match["scale"] + (match["more_scale"] or "")
    return None if number is None else f"more than {number}{scales}"


def _date(match: re.Match[str]) -> str | None:
    """ "2025年4月26日" as the English grammar knows days."""
    month = int(match["month"])
    if not 1 <= month <= 12:
        return None
    day, year = match["day"], match["year"]
    name = _MONTH_NAMES[month - 1]
    return f"{f'{day} ' if day else ''}{name}{f' {year}' if year else ''}"


def _times_more(match: re.Match[str]) -> str | None:
    """ "增长2倍" is to three times the earlier figure, or to twice it."""
    printed = match["times"]
    number = printed if printed[0].isdecimal() else _in_digits(printed)
    if number is None:
        return None
    percent = decimal_text(Fraction(number) * 100)
    return f"+{percent} %|{number} times the earlier figure"


def _doubled(match: re.Match[str]) -> str:
    """ "增长近一倍" is nearly doubled."""
    degree = _DEGREES.get(match["degree"] or "", "")
    return f"{degree} doubled".lstrip()


def _in_foreign(match: re.Match[str]) -> str:
    """ "港币约" before a number is "about HKD"."""
    hedge = _DEGREES.get(match["before"] or "", "")
    return f"{hedge} {_CODES[match['currency']]}".lstrip()


def _split(match: re.Match[str]) -> str | None:
    """ "四六开" is 40 to 60."""
    first, second = (_DIGITS[character] for character in match["split"])
    return f"{first}0:{second}0" if first + second == 10 else None


def _blotted(match: re.Match[str]) -> str:
    return "x" * len(match[0])


def _numeral(match: re.Match[str]) -> str | None:
    return _in_digits(match[0])


VOCABULARY = Vocabulary(
    spaced=False,
    rules_start=rf"\d{_ANY_DIGIT}十百千万亿第增上提扩几数好成"
    + "".join({code[0] for code in _CODES}),
    rules=(
        Rule(
            r"(?<!\d)(?:(?P<year>(?:19|20)\d\d) ?年 ?)?(?P<month>1[0-2]|[1-9]) ?月(?:份)?"
            r"(?: ?(?P<day>[12]?\d|3[01]) ?[日号])?",
            _date,
        ),
        Rule(r"(?<!\d)(?:19|20)\d\d年(?:代|度)?", lambda match: match[0]),
        Rule(r"(?<![\d.])(?:[1-9]|1[0-2])[至到-](?:[1-9]|1[0-2])月", _blotted),
        Rule(r"(?<![\d.])(?:[12]?\d|3[01])[日号](?!元|圆|内|均|销|产|以|线)", _blotted),
        Rule(r"(?<![\d.])(?:[01]?\d|2[0-3])(?:时(?!代)|点(?:钟|半|整))", _blotted),
        Rule(r"(?<![\d.])(?:[01]?\d|2[0-3])[时点][0-5]\d分", _blotted),
        Rule(
            r"第[一二三四五六七八九十百\d]+(?:季度|届|代|次|位|名|大|期|轮|批|个|家|款)?", _blotted
        ),
        Rule(r"[一二三四]季度", _blotted),
        Rule(r"(?:十分(?!之)|千万别|万一|一带一路|十[一二]?月|[一二三四五六七八九]月)", _blotted),
        Rule(
            rf"成百上千|成千上万|[上成][百千万亿]{{1,3}}(?=[{_MEASURES}个元圆块美欧港日英韩吨股])",
            _blotted,
            gives="refused",
        ),
        Rule(
            rf"(?<![\d万亿千百十第])(?P<split>[{_ANY_DIGIT}]{{2}})(?:分成|分账|开(?![\u4e00-\u9fff])|分(?![\u4e00-\u9fff]))",
            _split,
        ),
        Rule(
            rf"(?<![\d万亿千百十])(?P<currency>{'|'.join(_CODES)})(?P<before>{_ANY_DEGREE})?"
            rf"(?=\d|[{_ANY_DIGIT}十][{_ANY_DIGIT}十百千]*[万亿元])",
            _in_foreign,
            gives="currency",
        ),
        Rule(
            rf"(?:{_GROWN})了?(?P<degree>{_ANY_DEGREE})?(?:一|1)倍(?!多)",
            _doubled,
        ),
        Rule(
            r"(?:增长|增加|上涨|提高|提升|上升|扩大|增)了?[近约超逾]?过?"
            r"(?P<times>\d+(?:\.\d+)?|[二两三四五六七八九十])倍",
            _times_more,
            gives="readings",
        ),
        Rule(
            rf"(?<!{_HAN})(?P<multiple>[二两三四五六七八九十])倍",
            lambda match: f"{_IN_WORDS[_DIGITS.get(match['multiple'], 10)]} times",
            gives="figure",
        ),
        Rule(rf"百分之(?P<of_hundred>{_PERCENTAGE})(?!个百分点)", _of_hundred, "figure"),
        Rule(
            rf"(?P<under>[{_ANY_DIGIT}十]{{1,2}})分之(?P<over>[{_ANY_DIGIT}十]{{1,2}})",
            _in_parts,
            "figure",
        ),
        Rule(
            r"(?<![\d.])(?P<tenths>\d|[一二两三四五六七八九])成(?P<rest>[一二三四五六七八九])?"
            r"(?!立|员|功|为|本|交|果|品|都|长|人|绩|分|熟|套)",
            _tenths,
            gives="figure",
        ),
        Rule(
            r"(?<![\d.])(?P<hundred_millions>\d+(?:\.\d+)?)亿(?P<ten_thousands>\d{1,4})万",
            _compound,
            gives="number",
        ),
        Rule(
            rf"(?<![\d.])(?P<more>\d+(?:\.\d+)?|[{_ANY_DIGIT}十][{_ANY_DIGIT}十百千]*)(?P<scale>[万亿]*)[多余](?P<more_scale>[万亿]+)?"
            rf"(?=[{_MEASURES}万亿个天年元美港欧日英])",
            _and_more,
        ),
        Rule(
            r"(?<=[近逾超约过])[百千][万亿]+",
            lambda match: f"1{'00' if match[0][0] == '百' else '000'}{match[0][1:]}",
            "number",
        ),
        Rule(rf"[几数好][十百千万亿]+|{_HAN}+[几数]{_HAN}*", _blotted),
        Rule(
            rf"(?<![几数]){_WHOLE}(?![几数])"
            rf"|(?<!{_HAN})[二两三四五六七八九十](?=[{_MEASURES}天年倍]|个月)",
            _numeral,
            gives="number",
        ),
    ),
    numbers={"half": "一半|半数"},
    magnitudes={"万": "万", "亿": "亿", "万亿": "万亿"},
    currencies={
        "yuan": "元|元人民币|人民币|块钱",
        "US dollars": "美元|美金",
        "Hong Kong dollars": "港元|港币|元港币|元港元",
        "Taiwan dollars": "新台币|台币|元新台币|元台币",
        "euros": "欧元",
        "yen": "日元|日币",
        "pounds": "英镑",
        "won": "韩元",
        "Swiss francs": "瑞士法郎|瑞郎",
        "Australian dollars": "澳元",
        "Canadian dollars": "加元",
        "Singapore dollars": "新加坡元|新元|新币",
        "Indian rupees": "印度卢比|卢比",
        "rubles": "卢布",
        "cents": "美分",
    },
    units={
        "percentage points": "个百分点",
        "basis points": "个基点",
        "times": "倍",
        "days": "天|个交易日|个工作日",
        "weeks": "周|个星期",
        "months": "个月",
        "years": "年",
        "hours": "小时",
        "minutes": "分钟",
    },
    of="的",
    openings={"from": "由|从", "": "介于|在"},
    movements={"went from": "由|从"},
    moving=frozenset(
        "增至 升至 降至 提高至 提升至 提高到 增加到 上升到 下降到 增加至 下降至 减至 上升至".split()
    ),
    hedges={
        "about": "约|大约|大概|约为|差不多|估计",
        "nearly": "近|将近|接近|几乎",
        "more than": "逾|超|超过|高于|多于|大于|突破|超出|超逾",
        "less than": "低于|少于|小于|不足|不到",
        "at least": "至少|不少于|最少|不低于|最低|起码",
        "at most": "最多|不超过|至多|不高于|不多于|顶多",
        "up to": "高达|多达|最高|最高达",
        "exactly": "正好|恰好|刚好",
        "equivalent to": "折合|相当于",
        "equivalent to about": "约合|约合人民币|折合约|相当于约",
        "minus": "负",
    },
    degrees={
        "nearly": "几乎|近乎|将近|接近|近",
        "more than": "超过|不止|逾",
        "about": "约|大约|差不多",
    },
    connectors={
        "to": "至|到",
        "rose to": "增至|升至|提高至|提升至|提高到|增加到|上升到|增加至|上升至",
        "fell to": "降至|下降到|下降至|减至",
    },
    behind={
        "or more": "以上|及以上|起|或以上|起售",
        "or less": "以下|及以下|或以下|以内",
        "or so": "左右|上下",
        "plus one share": "加一股|加1股|外加一股|再加一股|加一票",
        "": "之间",
        "per share": "/股|每股",
        "per vehicle": "/辆|/台|每辆",
        "higher": "的涨幅|的增幅|的升幅|的增长",
        "lower": "的跌幅|的降幅|的下跌|的下降",
    },
    holdings={
        "stake": "持股|持股比例|持股比例为|股权比例|持有股权",
        "shares": "股权|股份|股本",
        "voting rights": "投票权|表决权",
        "holds": "持有|控股|占股|占比|参股|入股|持股达|持股为",
    },
    pers={
        "per share": "每股|每股作价|每股价格|每股价格为|每股定价|每股发行价|每股收购价|每股对价",
        "per vehicle": "每辆|每台|每辆车|每台车",
        "per unit": "每套|每架|每艘",
    },
    verbs={
        "rose": "增长|同比增长|环比增长|上涨|同比上涨|上升|增加|同比增加|提高|提升|涨|大涨|劲升|"
        "攀升|增幅为|增幅达|涨幅达|涨幅为|同比大增|大增|飙升|增长了|上涨了|增加了|同比上升|"
        "涨了|涨幅|涨幅达到|涨幅一度达|涨幅一度达到|增幅达到|增幅|升幅|升幅达|升幅为|涨超|提高了|提升了|上升了|升了|上扬|走高|收涨",
        "fell": "下降|同比下降|环比下降|下跌|减少|同比减少|下滑|同比下滑|跌|大跌|降低|降|缩减|"
        "萎缩|跌幅达|降幅达|降幅为|下降了|下跌了|减少了|暴跌|同比下跌|"
        "跌了|降了|跌幅|跌幅达到|跌幅一度达|跌幅一度达到|降幅达到|跌幅为|降幅|减幅|重挫|下挫|收跌|走低|下滑了|降低了|缩水",
        "cut by": "下调|降价|调降|减持",
        "raised by": "上调|涨价|调升|增持",
        "rose to": "上调至|增至|升至|涨至|提高至|提升至|提高到|增加到|增加至|增持至|上升到|上升至",
        "fell to": "下调至|降至|跌至|下降到|下降至|减至|减持至",
        "doubled": "翻一番|翻番|翻了一番|翻倍",
        "quadrupled": "翻两番|翻了两番",
        "halved": "减半|腰斩",
        "year-on-year": "同比",
    },
    words={
        "起诉": "起诉",
        "起来": "起来",
        "起步": "起步",
        ", ": "，|、",
        ". ": "。",
        "; ": "；",
    },
    ends=r"[^，。；：！？、,.;:!?()（）\d]{1,20}?(?=[由归给为以并和与被从在后用将已是属让作])",
    noun=f"[{_MEASURES}个]",
)
