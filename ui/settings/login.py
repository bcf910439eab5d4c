"""How one gets in: what is accepted beside the password, and which certificates of one's own may log in (§27.4)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QWidget

from app import login_certificates, login_rules
from app.domain.access import Permission
from app.domain.errors import WorldError
from app.login_certificates import BoundCertificate
from app.login_rules import LoginRules
from ui import formats
from ui.context import Context
from ui.messages import explain
from ui.settings.section import Section
from ui.widgets.buttons import Button, Segmented

_BOTH, _CODES, _CERTIFICATES = "both", "codes", "certificates"
_YES, _NO = "yes", "no"


class LoginSection(Section):
    """The rules change at once and are the practice's; the certificates are the acting user's."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._rules = LoginRules()
        self.factors = Segmented((_BOTH, _CODES, _CERTIFICATES))
        self.everybody = Segmented((_YES, _NO))
        self.bound, self.unknown = Segmented((_NO, _YES)), Segmented((_NO, _YES))  # what holds by default comes first
        controls = (self.factors, self.everybody, self.bound, self.unknown)
        self._names = [self.add_row(control) for control in controls]
        for control in controls:
            control.chosen.connect(lambda _: self._change())
            control.setEnabled(context.practice.actor.may(Permission.SETTINGS))
        self.certificates = QComboBox()
        self._certificates_name = self.add_row(self.certificates)
        self._words = self.add_words()
        self.allow = Button(context.theme, icon="key")
        self.allow.clicked.connect(self._allow)
        self.forbid = Button(context.theme, icon="x")
        self.forbid.clicked.connect(self._forbid)
        self.add_buttons(self.allow, self.forbid)
        self.retranslate()
        context.tasks.read(self, login_rules.get_rules, done=self._take)
        self._reload()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Logging in"))
        names = (self.tr("Beside the password"), self.tr("Second factor for users who are no administrators"),
                 self.tr("Certificates that may log in"), self.tr("When revocation cannot be asked"))  # fmt: skip
        for name, text in zip(self._names, names, strict=True):
            name.setText(text)
        self.factors.set_titles(
            {_BOTH: self.tr("code or certificate"), _CODES: self.tr("code"), _CERTIFICATES: self.tr("certificate")}
        )
        self.everybody.set_titles({_YES: self.tr("required"), _NO: self.tr("not required")})
        self.bound.set_titles({_NO: self.tr("any with the user's IIN"), _YES: self.tr("allowed beforehand")})
        self.unknown.set_titles({_NO: self.tr("let in with a warning"), _YES: self.tr("refuse")})
        self._certificates_name.setText(self.tr("My certificates for logging in"))
        self.certificates.setAccessibleName(self.tr("My certificates for logging in"))
        self.allow.setText(self.tr("Allow my signing keys"))
        self.forbid.setText(self.tr("Forbid the chosen one"))
        self._words.setText(
            self.tr(
                "Choose “Certificate” on the login page. Suitable are the AUTH key and every GOST key of the user; "
                "the first login allows a certificate, unless it must be allowed beforehand."
            )
        )
        self._reload()

    def _reload(self) -> None:
        self.context.tasks.read(self, login_certificates.bound_certificates, done=self._take_certificates)

    def _change(self) -> None:
        factors = self.factors.current
        rules = LoginRules(
            codes=factors != _CERTIFICATES,
            certificates=factors != _CODES,
            everybody=self.everybody.current == _YES,
            bound_only=self.bound.current == _YES,
            revocation_must_be_known=self.unknown.current == _YES,
        )
        self.context.tasks.write(self, login_rules.change_rules, rules, done=self._take, failed=self._refused)

    def _allow(self) -> None:
        self.context.tasks.write(
            self, login_certificates.bind_signing_keys, done=lambda _: self._reload(), failed=self._refused
        )

    def _forbid(self) -> None:
        chosen = self.certificates.currentData()
        if chosen is not None:
            self.context.tasks.write(
                self, login_certificates.unbind_certificate, chosen, done=lambda _: self._reload(),
                failed=self._refused,
            )  # fmt: skip

    def _refused(self, error: WorldError) -> None:
        self.context.navigation.notice(explain(error).sentence, "bad")
        self._take(self._rules)

    def _take(self, rules: LoginRules) -> None:
        self._rules = replace(rules)
        self.factors.choose(_BOTH if rules.codes and rules.certificates else _CODES if rules.codes else _CERTIFICATES)
        self.everybody.choose(_YES if rules.everybody else _NO)
        self.bound.choose(_YES if rules.bound_only else _NO)
        self.unknown.choose(_YES if rules.revocation_must_be_known else _NO)

    def _take_certificates(self, found: tuple[BoundCertificate, ...]) -> None:
        chosen = self.certificates.currentData()
        self.certificates.clear()
        for one in found:
            self.certificates.addItem(self._line(one), one.certificate_id)
        if not found:
            self.certificates.addItem(self.tr("none yet"), None)
        self.certificates.setCurrentIndex(max(0, self.certificates.findData(chosen)))
        self.certificates.setEnabled(bool(found))
        self.forbid.setEnabled(bool(found))

    def _line(self, one: BoundCertificate) -> str:
        own = one.certificate
        until = self.tr("until {date}").format(date=formats.day(own.not_after.date()))
        used = self.tr("last used {date}").format(date=formats.moment(one.last_used_at)) if one.last_used_at else ""
        return " · ".join(part for part in (own.algorithm, own.subject_name, until, used) if part)
