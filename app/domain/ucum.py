"""Units as devices write them → UCUM (unitsofmeasure.org), so that values of several devices join in one trend.

The unit as sent is kept beside it. A spelling that is not known has no UCUM unit: nothing is guessed or converted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# UCUM unit -> spellings, folded by `_folded` (lower case, Latin look-alikes for mu, no spaces, powers as 10*n).
_SPELLINGS: dict[str, str] = {
    "10*12/L": "10*12/l 10*12/л t/l тера/л т/л млн/мкл 10*6/ul 10*6/мкл 10*6/mm3 10*6/мм3 m/ul",
    "10*9/L": "10*9/l 10*9/л гига/л тыс/мкл мың/мкл 10*3/ul 10*3/мкл 10*3/mm3 10*3/мм3 k/ul",
    "10*6/L": "10*6/l 10*6/л",
    "g/L": "g/l гр/л г/л",
    "g/dL": "g/dl г/дл g/100ml г/100мл",
    "mg/dL": "mg/dl мг/дл мг%",
    "mg/L": "mg/l мг/л",
    "ug/L": "ug/l мкг/л ng/ml нг/мл",
    "ug/dL": "ug/dl мкг/дл",
    "ng/L": "ng/l нг/л pg/ml пг/мл",
    "ng/dL": "ng/dl нг/дл",
    "mol/L": "mol/l моль/л",
    "mmol/L": "mmol/l ммоль/л",
    "umol/L": "umol/l мкмоль/л",
    "nmol/L": "nmol/l нмоль/л",
    "pmol/L": "pmol/l пмоль/л",
    "mmol/mol": "mmol/mol ммоль/моль",
    "mg/mmol": "mg/mmol мг/ммоль",
    "U/L": "u/l ед/л е/л бірл/л",
    "[IU]/L": "iu/l ме/л хб/л",
    "k[IU]/L": "kiu/l кме/л iu/ml ме/мл",
    "m[IU]/L": "miu/l мме/л uiu/ml мкме/мл мкмед/мл",
    "U/mL": "u/ml ед/мл",
    "kU/L": "ku/l",
    "meq/L": "meq/l мэкв/л",
    "mosm/kg": "mosm/kg мосм/кг",
    "fL": "fl фл um3 мкм3",
    "pg": "pg пг",
    "%": "% percent процент пайыз mdc_dim_percent",
    "[ppth]": "‰ промилле",
    "mm/h": "mm/h мм/ч мм/час мм/сағ mm/hr",
    "s": "s sec сек с mdc_dim_sec",
    "min": "min мин",
    "mL": "ml мл mdc_dim_milli_l",
    "L": "l л mdc_dim_l",
    "L/s": "l/s л/с",
    "L/min": "l/min л/мин mdc_dim_l_per_min",
    "mL/min": "ml/min мл/мин",
    "mL/min/{1.73_m2}": "ml/min/1.73m2 мл/мин/1,73м2 мл/мин/1.73м2 ml/min/1.73m*2",
    "mm[Hg]": "mmhg ммрт.ст. ммртст mdc_dim_mmhg mm[hg]",
    "kPa": "kpa кпа mdc_dim_kilo_pascal",
    "cm[H2O]": "cmh2o смвод.ст. mdc_dim_cm_h2o",
    "Cel": "cel °c ºc c °с ºс degc mdc_dim_degc",
    "[degF]": "°f degf mdc_dim_fahr",
    "/min": "/min bpm уд/мин соққы/мин 1/min 1/мин min-1 rpm вд/мин дд/мин рет/мин "
    "mdc_dim_beat_per_min mdc_dim_resp_per_min",
    "ms": "ms мс mdc_dim_milli_sec",
    "mV": "mv мв mdc_dim_milli_volt",
    "cm": "cm см mdc_dim_centi_m",
    "mm": "mm мм mdc_dim_milli_m",
    "m": "m м mdc_dim_x_m",
    "kg": "kg кг mdc_dim_kilo_g",
    "g": "g г гр mdc_dim_x_g",
    "kg/m2": "kg/m2 кг/м2",
    "m2": "m2 м2",
    "/uL": "/ul /мкл кл/мкл cells/ul leu/ul ery/ul лейк/мкл эр/мкл",
    "/[HPF]": "/hpf вп/зр в/п/зр",
    "[pH]": "ph рн",
    "{INR}": "inr мно",
    "{ratio}": "ratio",
}
_AMBIGUOUS = frozenset({"G/L", "G", "M", "S", "M/L"})  # giga or gram, mega or metre: the device does not say
_POWER = re.compile(r"(?:[x×х*·]?)10(?:\^|\*\*|\*|е|e)?([⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?<=[\^*eе])\d+)")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def ucum_of(unit: str, own: Mapping[str, str] | None = None) -> str:
    """The UCUM unit of a unit as sent; `own` are those of the device's profile. Empty where it is not known."""
    sent = unit.strip()
    if own and sent in own:
        return own[sent]
    if not sent or len(sent) > 40 or sent in _AMBIGUOUS:
        return ""
    if sent in _SPELLINGS:  # UCUM already; its case means something there
        return sent
    return _KNOWN.get(_folded(sent), "")


def _folded(unit: str) -> str:
    """Lower case without spaces; every micro sign as u, powers as `10*9`, squares and cubes as digits."""
    text = (
        re.sub(r"\s+", "", unit).lower().replace("µ", "u").replace("μ", "u").replace("mcg", "ug").replace("mkg", "ug")
    )
    text = _POWER.sub(lambda found: "10*" + found[1].translate(_RAISED), text)
    return text.replace("²", "2").replace("³", "3")


_KNOWN = {spelling: ucum for ucum, spellings in _SPELLINGS.items() for spelling in (*spellings.split(), _folded(ucum))}
