"""What this room's refusals say: what is wrong and what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from district.casework.refusals import CaseRefusal

SENTENCES = {
    "accounts.no_code_channel": _("This site cannot send codes at the moment. Ask at a service point for help."),
    "accounts.role_not_appointed": _("“%(role)s” is not a role the district gives. It is given by an organisation."),
    "accounts.role_not_given": _("“%(role)s” is not a role an organisation gives. The district appoints to it."),
    "accounts.place_wrong": _("“%(role)s” is held at one service point or at none; choose accordingly."),
    "accounts.may_not_appoint": _("Your role does not appoint to “%(role)s”. Ask a system administrator."),
    "accounts.not_oneself": _("Nobody decides about themselves. Ask a colleague."),
    "accounts.already_appointed": _("This person holds the role “%(role)s” already."),
    "accounts.already_ended": _("This has ended already. Load the page again."),
    "accounts.last_administrator": _("This is the last system administrator. Appoint another one first."),
    "accounts.no_mobile_number": _("This is no mobile number. Enter 11 digits, or + and a country's code."),
    "accounts.number_taken": _("There is an account with this number. Find it in the list instead."),
    "accounts.name_taken": _("There is an account named “%(username)s”. Choose another name."),
    "accounts.name_wrong": _("“%(username)s” cannot be a user name. Use letters, digits and . _ - only."),
    "accounts.credit_code": _("This is no unified social credit code. Compare its 18 signs with the licence."),
    "accounts.organisation_known": _("This organisation is here already. Ask its administrator to invite you."),
    "accounts.reason_missing": _("Say why, so that the other side knows what to do."),
    "accounts.may_not_judge": _("Only a district officer verifies organisations."),
    "accounts.claim_judged": _("This claim has been decided. Load the list again."),
    "accounts.may_not_administer": _("Only an administrator of the organisation does this."),
    "accounts.not_verified": _("An officer has to verify the organisation first."),
    "accounts.invitation_over": _("This invitation is over. Ask for a new one."),
    "accounts.number_not_proved": _("The invitation is for another number, or yours is not verified yet."),
    "accounts.already_member": _("You belong to this organisation already."),
    "accounts.last_of_organisation": _("This is the last administrator. Invite another one first."),
    "accounts.agency_not_verified": _("Only a verified service institution can be a proxy."),
    "accounts.proxy_span": _("A proxy begins today or later and ends within three years."),
    "accounts.proxy_there": _("This agency is the proxy already. End it first, or wait for its last day."),
    "accounts.may_not_recover": _("Your role does not open accounts again. Ask the head of the point."),
    "accounts.note_missing": _("Note how you saw who the person is. Write down no number of a document."),
    "accounts.recovery_there": _("Somebody has noted a check for this person. A second person can open the account."),
    "accounts.recovery_takes_two": _("This takes two: somebody else than who checked the identity opens the account."),
    "accounts.recovery_needs_administrator": _("Only a system administrator opens this account again."),
    "accounts.may_not_unlock": _("Your role does not end lock-outs. Ask the head of the point."),
    "accounts.on_hold": _("A legal hold stands on this account; nothing is erased until it is lifted."),
    "accounts.may_not_erase": _("Only a system administrator does this."),
    "accounts.not_on_behalf": _("Only staff act on behalf of others, and with a note of how they were asked."),
    "accounts.notice_changed": _("The notice has changed since you opened it. Read it again."),
    "accounts.notice_not_accepted": _(
        "Read and accept the privacy notice first; it says what is kept and for how long."
    ),
}


def sentence(refusal: CaseRefusal) -> str:
    """Answer a refusal in the language of the moment; an unknown code is a bug and raises `KeyError`."""
    return str(SENTENCES[refusal.code]) % refusal.values
