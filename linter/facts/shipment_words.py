"""The patterns that tell a sentence about the time of shipment from one about anything else."""

from __future__ import annotations

import re

SUBJECT = re.compile(
    r"(?P<pickup>\bcollect(?:ed|ion)?\b(?=[^.;]{0,60}\b(?:within|by|on|before|from)\b)|\bpick(?:ed)?[- ]?up\b|提货|"
    r"самовывоз\w*|вывоз\w*)|"
    r"(?P<departure>\bETD\b|\bdepart\w*|\bsail\w*|开船|船期)|(?P<arrival>\bETA\b|\barriv\w*|到港|到货|抵达|运抵)|"
    r"(?P<ready>\bready (?:for|by|on|at|date|in|within|before)\b|\bgoods ready\b|\bcargo ready\b|"
    r"(?<!pre-)(?<!pre)\bproduction (?:(?:about |around )?\d|time|period|lead|will|shall|to be|is|must|completed?|"
    r"finish\w*|within|"
    r"takes?)\b|"
    r"\bcomplet\w+ (?:of )?(?:the )?(?:production|manufactur\w+|order)|\b(?:manufactured|produced|"
    r"finished) (?:within|by|before|in)\b|"
    r"\bfinish\w* (?:the )?(?:production|goods)|\bex[- ]factory\b|"
    r"生产周期|生产时间|生产期|完成生产|生产完成|完工|备货|出厂)|"
    r"(?P<shipment>\bship(?:ped|ment|ments|ping)?\b|\bshippment|\bdispatch\w*|\bdespatch\w*|\bload(?:ed|ing)\b|\bload (?:the )?goods\b|"
    r"\bconsign\w*|\bon[- ]board date|\bB/?L date|\bbill of lading date|装运|发货|出货|装船|发运|提单日|отгруз\w*)|"
    r"(?P<delivery>\bdeliver(?!y (?:note|order|address|terms?|condition|charge|cost|fee|method))\w*|\blead\s?time\b|"
    r"\bleadtime\b|\bhand(?:ed|s)?\s(?:[^.;\d]{0,30}\s)?(?:over|to)\b|\bhand-?over\b|交货|交付|交期|供货|送货|поставк\w*)",
    re.IGNORECASE,
)
OTHER_MATTER = re.compile(
    r"\bpa(?:y|id|yment|yable)\b|\binvoice\b|\bclaims?\b|\bpresent(?:ed|ation)?\b|\breplac\w+|\bwarrant\w*|"
    r"\bguarantee\w*|\bcomplain\w*|\bnotif\w+|\bstorage fees?\b|\bdemurrage\b|"
    r"\bnotices?\b|\breject\w*|\binspect\w*|\binterest\b|\bpenalt\w*|\bliquidated\b|\bterminat\w*|\bcancel\w*|"
    r"\brefund\w*|\breturn(?:ed|s)?\b|\bdocuments?\b|\bfax\b|\bvalid\w*|\bretain\w*|\bexpir\w*|\bforce majeure\b|"
    r"\bdelay(?:ed|s)?\b|\blate\b|\bpre-?production\b|\bprototypes?\b|\bfail\w*|\bsamples?\b|\bcertificates?\b|"
    r"\bforecast\w*|\bcredit\b|\bnegotiat\w*|"
    r"\brelease[ds]?\b|\bagainst copy\b|"
    r"付款|支付|索赔|异议|质保|质量保证|保证期|保固|保修|验收|检验|罚|违约|逾期|延期|迟延|延迟|解除|退款|通知|单据|不可抗力|样品|有效期|付清|"
    r"尾款|余款|电放|产前|首件|打样|交单|补发|更换",
    re.IGNORECASE,
)
DUTY = re.compile(
    r"\b(?:shall|will|must|to be|is|are|within|by|before|not later than|no later than|latest|on or before|in|on|"
    r"about|etd|eta)\b|\b(?:delivery|shipment|shipping|ship|dispatch|loading|on[- ]board)\s(?:date|time)\b|"
    r"\b(?:delivery|shipment|lead time|production)\W{0,3}(?:time\W{0,3})?(?:is\s)?(?:about\s|around\s|"
    r"approx\S{0,8}\s|~\s?)?\d|"
    r"(?:装运|交货|发货|出货|交付|到货|装船)(?:期|日期|时间)|应|须|于|在|前|内|之前|为",
    re.IGNORECASE,
)
LATEST = re.compile(
    r"(?:not|no) later than|latest|at the latest|on or before|before|by\b|until|不迟于|不晚于|最迟|前$|之前|以前|"
    r"long[- ]stop|in any event|no matter",
    re.IGNORECASE,
)
# The sentence opens with the shipment and its time; matters of payment may follow.
LED_BY_SHIPMENT = re.compile(
    r"\W{0,4}(?:\d[\d.]*\W{1,3})?(?:the\s)?(?:time\sof\s|date\sof\s|latest\s)?"
    r"(?:goods\s(?:shall|will|must)\sbe\s(?:shipped|delivered)|shipment|delivery|lead\s?time|production|交货期|交货时间|"
    r"装运期|装运|"
    r"发货|交付)[\w\s]{0,25}(?:within|before|by|on|in|not|no|:|于|应|：|为|时间|\d)",
    re.IGNORECASE,
)
# "After payment of 30% deposit, within 40 days, the seller ships": a payment that starts the clock of the shipment.
AFTER_PAYMENT = re.compile(
    r"(?:支付|付|收到|打款|到账)[^，,。；;]{0,25}后?[^。；;]{0,20}(?:内|日|天|前)[^。；;付]{0,25}"
    r"(?:发货|交货|装运|出货|交付|完成生产)"
    r"|(?:after|upon|from)\s[^.;]{0,40}(?:payment|deposit|l/c|credit)[^.;]{0,60}\b"
    r"(?:seller|supplier|vendor|manufacturer)\s(?:shall|will|must)\s(?:ship|deliver|dispatch|complete)",
    re.IGNORECASE,
)
# A date that the sentence leaves to another paper: "on the Delivery Date", 按约定的交货日期.
REFERENCE = re.compile(
    r"(?:deliver|ship)\w*[^.;]{0,160}\b(?:delivery|shipment|shipping)\s(?:dates?|schedules?|time)\b|"
    r"(?:deliver|ship)\w*[^.;]{0,60}\b(?:dates?|times?|schedules?|periods?)\b[^.;]{0,20}(?:specified|set out|"
    r"stated|indicated|agreed)\s[^.;]{0,40}(?:order|PO|schedule)|"
    r"(?:deliver|ship|arriv)\w*[^.;]{0,100}\bdate\b[^.;]{0,6}\b(?:on|in|of)\s(?:the|each|this|"
    r"any)?\s?(?:\w+\s)?(?:order|PO)\b|"
    r"(?:约定|规定|确定)的?(?:交货|交付|发货|装运|供货)(?:日期|时间|期限)[^。]{0,14}(?:交付|交货|发货|装运|供货)",
    re.IGNORECASE,
)
# "Within 15 days after shipment" dates something that follows the shipment.
AFTER_SHIPMENT = re.compile(
    r"\s?(?:内|之内)?[\s,]{0,2}(?:after|from|of|upon|following|prior to|before)\s(?:the\s|date\sof\s|"
    r"receipt\sof\s(?:the\s)?)*(?:on[- ]board|shipment|delivery|arrival|B/?L|bill|goods|invoice|sailing|departure|"
    r"ETD|ETA|"
    r"discharge)",
    re.IGNORECASE,
)
# "6 days flight", "30 days credit": a period of something else.
BESIDE = re.compile(
    r"\s(?:of\s)?(?:flight|transit|sailing|voyage|on the water|by sea|by air|credit|net\b|warranty|validity|"
    r"free time|"
    r"storage|usance|at sight|sight)|\s?(?:航程|船程|有效|账期|质保)",
    re.IGNORECASE,
)
BESIDE_BEFORE = re.compile(
    r"(?:transit|flight|voyage|sailing)\s(?:time\s)?(?:is\s)?(?:about\s|approx\S*\s)?$", re.IGNORECASE
)
# Where a field goes on to speak of something else: "2027-01-15, expiry 2027-02-05".
NEXT_MATTER = re.compile(
    r"\n\s*(?:\d{1,2}\s?[.)、]|\(\d{1,2}\)|[一二三四五六七八九十]{1,3}、)|"
    r"[,;，；。]\s*(?:and\s)?(?:expir|present|valid|partial|trans-?ship|payment|packing|insurance|L/C|documents|"
    r"from\s[A-Z]|有效期|交单|分批|不?允许|转运|付款|包装|提单后)",
    re.IGNORECASE,
)
IN_CREDIT = re.compile(
    r"(?:L/?C\b|letter of credit|credit|信用证)[^.;。]{0,80}(?:latest|last)\s(?:date\sof\s)?shipment|"
    r"(?:latest|last)\s(?:date\sof\s)?shipment[^.;。]{0,60}(?:L/?C\b|credit|信用证)|信用证[^。]{0,40}装运期",
    re.IGNORECASE,
)
QUARTER = re.compile(
    r"\bQ(?P<q>[1-4])[\s/,.-]{0,2}(?:of\s)?(?P<y>20\d\d)|"
    r"(?P<y2>20\d\d)[\s/年-]{0,2}(?:Q|第)(?P<q2>[1-4])(?:季度)?(?!\d|周)",
    re.IGNORECASE,
)
WEEK = re.compile(
    r"\b(?:week|wk|cw|kw)\.?\s?(?:no\.?\s?)?(?P<w>\d{1,2})[\s/,.-]{1,3}(?:of\s)?(?P<y>20\d\d)|"
    r"(?P<y2>20\d\d)\s?(?:年第?|W|-W|\s?week\s|\s?wk\s?)(?P<w2>\d{1,2})(?:周|\b)",
    re.IGNORECASE,
)
LOT = re.compile(
    r"(?P<lot>(?:\d(?:st|nd|rd|th)|first|second|third|fourth|last|remaining|balance|rest|another|"
    r"half)\s(?:\w+\s){0,2}"
    r"(?:shipment|lot|batch|delivery|consignment|container|part|half|instalment|installment)|lot\s(?:no\.?\s?)?\d+|"
    r"batch\s\d+|第[一二三四五\d]批|首批|余下|剩余|其余|"
    r"\d+(?:%|\s?(?:pcs|sets|mt|tons?|units|x\d0'?\w*))\s(?:in|by|on)\s)",
    re.IGNORECASE,
)
# Captions with a word of shipment that are about something else.
OTHER_LABEL = re.compile(
    r"sample|prototype|\bnote\b|\border (?:no|number|date)|transit|address|样品|打样|航程|船程|地址|单号", re.IGNORECASE
)
TIME_LABEL = re.compile(r"date|time|period|schedule|lead|etd|eta\b|latest|deadline|window|期|时间|日期", re.IGNORECASE)
TIME_WORD = re.compile(r"\b(?:date|time|schedule|lead|period)\b|期|时间", re.IGNORECASE)
JOINS = frozenset({"-", "~", "to", "until", "till", "and", "至", "到", "through", "–", "/"})
MOMENTS = frozenset({"on_board", "bl_date", "handover", "export_clearance", "arrival", "ex_factory"})
OWN_TOPICS = frozenset({"shipment", "delivery_terms", "ports", "ports_dest"})
OTHER_TOPICS = frozenset(
    {"payment", "bank_details", "claims", "refund", "warranty", "inspection", "late_delivery", "force_majeure"}
    | {"dispute_resolution", "governing_law", "quality", "sample", "packaging", "insurance", "documents", "liability"}
    | {"confidentiality", "number", "date", "seller", "buyer", "signature", "validity"}
)
# Headings under which all sorts of sentences stand.
LOOSE_TOPICS = frozenset({"number", "date", "seller", "buyer", "signature", "payment", "bank_details", "quality"})
