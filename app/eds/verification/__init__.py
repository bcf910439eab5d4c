"""The checklist of verification, one row one function, in the order and with the weights of `resources/eds/rules.json`.

container C1-C4 · integrity I1-I5 · times T1-T7 · chain V1-V5 · purpose P1-P3 · revocation R1-R5 · persons A1-A5 ·
archive L1-L2. Nothing here reads a clock, a network or a file of the user; callers use `app.eds.verify`.
"""
