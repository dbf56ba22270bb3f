"""A small made-up workflow with everything that a drawing has to show, and its library."""

from functools import cache

from workflow.definition.library import Library, read_library

CALENDAR = """\
calendar: small-office
edition: 2027.1
title: {en: Small office, ur: چھوٹا دفتر}
zone: Asia/Karachi
from: 2026-01-01
until: 2028-12-31
week: {mon: 09:00-17:00, tue: 09:00-17:00, wed: 09:00-17:00, thu: 09:00-17:00, fri: 09:00-13:00}
holidays:
  2027-03-10: {en: Eid al-Fitr, ur: عید الفطر, status: expected}
  2027-03-23: {en: Pakistan Day, ur: یوم پاکستان}
"""

WORKFLOW = """\
workflow: small-support
edition: 2027.1
in_force: 2027-01-01
owner: home
title: {en: Small support, ur: مختصر معاونت}
calendar: small-office
departments:
  home: {en: Home Department, ur: محکمہ داخلہ}
  health: {en: Health Department, ur: محکمہ صحت}
roles:
  officer: {sees: [contact, security], en: Officer, ur: افسر}
  supervisor: {sees: [contact, security], en: Supervisor, ur: نگران}
  administrator: {en: Administrator, ur: منتظم}
  auditor: {en: Auditor, ur: آڈیٹر}
  system: {en: System, ur: نظام}
fields:
  urgent: {type: yesno, en: Urgent, ur: فوری}
  threat:
    type: choice
    en: Threat
    ur: خطرہ
    options: {low: {en: Low, ur: کم}, high: {en: High, ur: زیادہ}}
  reason: {type: text, class: contact, en: Reason, ur: وجہ}
stages:
  identification:
    en: Identification
    ur: شناخت
    department: home
    sla: {within: 3 working days}
    steps:
      registered:
        en: Registered
        ur: اندراج
        transitions:
          begin: {to: checking, by: [officer], record: [urgent], en: Begin check, ur: جانچ کریں}
      checking:
        en: Being "checked" & weighed
        ur: جانچ جاری
        start: [protection]
        transitions:
          confirm:
            to: follow_up
            by: [officer]
            when: not urgent or threat is low
            en: Confirm
            ur: تصدیق
          hurry: {to: follow_up, by: [officer], when: urgent, start: [care], en: Hurry, ur: جلدی}
          again: {to: registered, by: [officer], en: Register again, ur: دوبارہ اندراج}
          note: {to: stay, by: [officer], en: Write a note, ur: نوٹ لکھیں}
  follow_up:
    en: Follow-up
    ur: پیروی
    department: home
    transitions:
      renew: {to: follow_up, by: [officer], en: Another visit, ur: ایک اور دورہ}
      close: {to: closed, by: [supervisor], when: all tracks finished, en: Close, ur: بند کریں}
  protection:
    en: Protection
    ur: تحفظ
    alongside: yes
    department: home
    class: security
    steps:
      weighing:
        en: Threat weighed
        ur: خطرے کا جائزہ
        transitions:
          protect: {to: in_force, by: [officer], when: threat is high, en: Protect, ur: تحفظ دیں}
          not_needed: {to: waived, by: [supervisor], ask: [reason], en: Not needed, ur: ضرورت نہیں}
      in_force:
        en: Plan in force
        ur: منصوبہ نافذ
        transitions:
          end_plan: {to: finished, by: [supervisor], en: End the plan, ur: منصوبہ ختم}
  care:
    en: Medical care
    ur: طبی امداد
    alongside: yes
    department: health
    may_start: {in: [follow_up], by: [officer], when: urgent}
    transitions:
      cared: {to: finished, by: [officer], en: Cared for, ur: امداد دی گئی}
outcomes:
  closed: {en: Closed, ur: بند}
  withdrawn: {en: Withdrawn, ur: دستبردار}
anywhere:
  withdraw: {to: withdrawn, by: [officer], ask: [reason], en: Victim withdraws, ur: دستبرداری}
reopen:
  from: [closed]
  to: where it stopped
  by: [supervisor]
  within: 365 days
  en: Reopen
  ur: دوبارہ کھولیں
"""

FILES = {"small-support.yaml": WORKFLOW.encode(), "calendars/small-office.yaml": CALENDAR.encode()}


@cache
def small_library() -> Library:
    """The library of the small workflow; the same one each time."""
    library = read_library(FILES)
    assert library.problems == ()
    return library
