"""LOINC of a monitor's values by the codes of ISO/IEEE 11073-10101 (MDC), which IHE PCD-01 sends."""

from __future__ import annotations

CODES = {
    "147842": "8867-4",  # MDC_ECG_HEART_RATE
    "149530": "8889-8",  # MDC_PULS_OXIM_PULS_RATE
    "149546": "8867-4",  # MDC_PULS_RATE_NON_INV
    "150021": "76534-7",  # MDC_PRESS_BLD_NONINV_SYS
    "150022": "76535-4",  # MDC_PRESS_BLD_NONINV_DIA
    "150023": "76536-2",  # MDC_PRESS_BLD_NONINV_MEAN
    "150344": "8310-5",  # MDC_TEMP
    "150456": "59408-5",  # MDC_PULS_OXIM_SAT_O2
    "150488": "61006-3",  # MDC_BLD_PERF_INDEX
    "151562": "9279-1",  # MDC_RESP_RATE
}
