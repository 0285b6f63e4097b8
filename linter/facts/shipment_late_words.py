"""The patterns of clauses on late delivery."""

from __future__ import annotations

import re

# The seller's lateness, in running text; late payment is another matter.
LATE = re.compile(
    r"\b(?:late|delayed|overdue|belated)\s(?:\w+\s){0,2}(?:deliver\w*|ship\w*|dispatch|handover)|"
    r"\bdelay\w*\s(?:in|of|on|with)\s(?:the\s)?(?:\w+\s){0,2}(?:deliver\w*|ship\w*|supply|dispatch|goods)|"
    r"(?:deliver\w*|ship\w*|handover)\s(?:is|are|be|was|being|has been|have been|takes place)?\s?"
    r"(?:late|delayed|overdue)|"
    r"\b(?:fails?|failure|failed|unable|neglects?|cannot|can\snot|could\snot|does\snot|do\snot|did\snot)\s"
    r"(?:by\s(?:the\s)?seller\s)?(?:to\s)?(?:make\s|effect\s|complete\s)?(?:the\s)?"
    r"(?:deliver\w*|ship\w*|dispatch|supply|load)|"
    r"(?:deliver|ship)\w*\s[^.;]{0,40}\b(?:beyond|later than|after)\sthe\s(?:\w+\s)?(?:date|time|deadline|period)|"
    r"per\s(?:day|week|calendar day|working day)\sof\s(?:delay|late)|"
    r"(?:for|per)\s(?:each|every)\s(?:\w+\s)?(?:day|week)\s(?:of\s)?(?:delay|late)|"
    r"(?:each|every)\s(?:\w+\s)?(?:day|week)\s[^.;]{0,30}\b(?:after|beyond|past|later than)\s[^.;]{0,40}"
    r"(?:shipment|delivery|agreed|due)\b|"
    r"\bdelay\b[^.;]{0,40}\b(?:seller|supplier)|(?:seller|supplier|vendor)s?\b[^.;]{0,60}\bdelay|"
    r"\blate\s(?:by\s)?(?:more|over|beyond)\b|\bdays?\slate\b|"
    r"\bif\s(?:we|goods|it|they|the\sgoods|delivery|shipment)\s(?:are|is|be)\slate\b|"
    r"shipment is later than|"
    r"\bdelays?\s(?:over|of\smore\sthan|exceeding|beyond|above|longer\sthan)\s\d|\bdelay\s(?:the\s)?(?:shipment|delivery)\b|"
    r"\bnot\s(?:been\s)?(?:ship\w*|deliver\w*|dispatch\w*|ready|load\w*)\s(?:in\stime|on\stime|within|by\sthe)\b|"
    r"\b(?:ship|deliver)\slate\b|"
    r"(?:逾期|延期|迟延|延迟|延误|推迟|迟|拖延|未(?:能)?按(?:时|期|照?[^，,。；;]{0,12}(?:时间|期限|日期))|"
    r"不(?:能)?按(?:时|期|照?[^，,。；;]{0,12}(?:时间|期限|日期)))(?:[^，,。；;]{0,14})"
    r"(?:交货|交付|发货|装运|出货|供货|到货|送货|装船|交运)|"
    r"(?:交货|发货|装运|交付|供货)[^，,。；;]{0,6}(?:逾期|延期|迟延|延迟|延误)|"
    r"每(?:逾期|延误|延迟|延期|迟延|晚交?)(?:一|1)?(?:天|日|周)",
    re.IGNORECASE,
)
BUYER_LATE = re.compile(
    r"(?:late|delayed|overdue|delay\w*\s(?:in|of)(?:\sthe|\smaking)?)\s(?:pay\w*|opening|instalment)|"
    r"payments?\s(?:is|are)?\s?(?:late|delayed|overdue|not\s(?:made|received))|"
    r"(?:buyer|purchaser|customer)s?\s(?:fails?|delays?|is\slate|does\snot|neglects?)|"
    # 每逾期一周支付货款0.5%的违约金 is about the seller: what is paid there is the damages.
    r"(?<!每)(?:逾期|延期|迟延|延迟|拖延|未按时|不按时|未按期)(?!(?:一|1)?个?(?:天|日|周|星期))"
    r"[^，,。；;]{0,8}(?:付|支付|打款|提货|收货|接货|开证)|"
    r"interest\son\s(?:late|overdue|arrears)|late\sfees?\son\s(?:unpaid|overdue|late)|"
    r"(?:买方|需方|甲方|乙方)[^，,。；;]{0,6}(?:逾期|迟延|延期)(?:付|支付)",
    re.IGNORECASE,
)
PER = re.compile(
    r"(?:per|for each|for every|each|every|a)\s(?:and every\s)?(?:[a-z]+\s){0,2}"
    r"(?P<en>day|week|month|seven days|7 days|ten days|10 days)|"
    r"(?P<zh>每(?:逾期|延期|迟延|延迟|延误|迟)?(?:一|1)?(?:个)?(?:日历)?(?:天|日|周|星期|七天|7天|月))|"
    r"(?P<zh2>按日|按天|按周|日息|逾期一[日天])|(?P<daily>daily|weekly)|%\s?/\s?(?P<slash>day|week)",
    re.IGNORECASE,
)
CAP = re.compile(
    r"(?:cap\w*|maximum|max\.?|not\s(?:to\s)?exceed\w*|at most|up to|limited to|"
    r"(?:no|not) more than|never (?:above|over|more)|"
    r"shall not be more than|in total|ceiling)[^%\d]{0,60}$|"
    r"(?:最高|不超过|上限|总额不超过|最多|累计不超过|为限)[^%\d]{0,16}$",
    re.IGNORECASE,
)
CAP_BEHIND = re.compile(r"\s?(?:为限|封顶|maximum|max\b|cap\b|at (?:the )?most|in total|in all)", re.IGNORECASE)
GRACE = re.compile(r"grace|宽限", re.IGNORECASE)
DELAYED_BY = re.compile(r"(?:delayed|late)\s(?:by\s)?(?:more than|over|beyond)\s?$", re.IGNORECASE)
BASE_LATE = re.compile(
    r"(?:price|value|amount|worth|cost)\sof\s(?:the\s|what\sis\s)?(?:late|delayed|undelivered|unshipped|overdue)\b|"
    r"\b(?:late|delayed|undelivered|unshipped|overdue)\s(?:goods|part|portion|quantity|shipment|items|products)|"
    r"goods\s(?:delayed|late|not\s(?:yet\s)?(?:delivered|shipped))|"
    r"(?:迟交|逾期|延期|未交|迟延交付?|延误|延迟)(?:部分)?(?:货物|货款|部分|产品)",
    re.IGNORECASE,
)
BASE_TOTAL = re.compile(
    r"(?:total\s)?(?:contract|order|invoice|purchase)\s(?:total\s)?(?:price|value|amount|sum)|"
    r"total\s(?:price|value|amount)|value of (?:the )?(?:contract|order|goods)|price of (?:the )?goods|"
    r"(?:合同|订单|货款)?总(?:价|额|金额|价款|货款|款)|合同(?:金额|价款|价格)|货款",
    re.IGNORECASE,
)
PENALTY_WORD = re.compile(r"\bpenal\w*|\bfines?\b|罚", re.IGNORECASE)
DAMAGES_WORD = re.compile(r"liquidated damages|违约金", re.IGNORECASE)
# What makes a bare rate one of interest, storage or demurrage.
MONEY_MATTER = re.compile(
    r"payment|\binterest\b|overdue|\binvoice\b|storage|demurrage|buyer\s(?:shall\s)?pays?|付|息|仓储|滞期",
    re.IGNORECASE,
)
EXCUSE = re.compile(
    r"not\s(?:be\s)?(?:liable|responsible)|no\sliability|without\s(?:any\s)?(?:liability|penalty)|not\sentitle|"
    r"force majeure|beyond\s(?:the|its|his)\s(?:reasonable\s)?control|"
    r"不(?:承担|负)(?:任何)?(?:违约|赔偿|法律)?责任|不可抗力|免责",
    re.IGNORECASE,
)
GOES_ON = re.compile(
    r"penalt|damages|delay|cancel|terminat|cap\b|maximum|exceed|refund|deduct|grace|"
    r"违约金|罚|解除|取消|最高|不超过|退|逾期|延",
    re.IGNORECASE,
)
CONSEQUENCES = frozenset({"cancel", "refund_late", "damages", "air_freight", "compensate"})
PER_MILLE = re.compile(r"(?P<part>千|万)分之(?P<n>\d+(?:\.\d+)?|[一二三四五六七八九十])|(?P<m>\d+(?:\.\d+)?)\s?‰")
