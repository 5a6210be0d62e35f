// From fields and header blocks that programs read differently: raw, one a case. `mild`: a warning is enough.
import { octets } from './evidence.ts';

export interface Structure {
  /** the rule that has to speak */
  rule: string;
  header: string;
  mild?: boolean;
}

const REST =
  'To: hanako@yamada-kogyo.example\nSubject: Notice\nDate: Fri, 20 Nov 2026 11:00:00 +0000\n';
const one = (rule: string, from: string, mild = false): Structure => ({
  rule,
  header: octets(`${from}\n${REST}`),
  mild,
});

/** `=?utf-8?B?…?=` of a text. */
const word = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

export const STRUCTURES: Structure[] = [
  one('fromMultiple', 'From: <a@attacker.example>\nFrom: <admin@victim.example>'),
  one('fromMultiple', 'From: <admin@victim.example>\nFrom: <a@attacker.example>'),
  one('fromMultiple', 'From: a@x.example\nFrom: b@x.example\nFrom: c@x.example'),
  one('fromMultiple', 'FROM: <a@attacker.example>\nfrom: <admin@victim.example>'),
  one('fromSpace', 'From : <admin@victim.example>\nFrom: <a@attacker.example>'),
  one('fromSpace', 'From: <a@attacker.example>\nFrom\t: <admin@victim.example>'),
  one('fromSpace', 'From : <admin@victim.example>'),
  one('fromSpace', 'From\n : <a@attacker.example>\nFrom: <admin@victim.example>'),
  one('fromSpace', ' From: <a@attacker.example>\nFrom: <admin@victim.example>'),
  one('fromSpace', 'From\u00a0: <a@attacker.example>\nFrom: <admin@victim.example>'),
  one('fromMissing', 'Sender: <admin@victim.example>'),
  one('fromMissing', 'From: \nResent-From: <admin@victim.example>'),
  one('fromMissing', 'From: <>\nSender: <admin@victim.example>'),
  one('fromMissing', 'From: "Chief"'),
  one('fromMissing', `From: ${word('admin@victim.example')}`),
  one('fromMissing', 'From: undisclosed:;'),
  one('fromList', 'From: <a@attacker.example>, <admin@victim.example>'),
  one('fromList', 'From: admin@victim.example, a@attacker.example'),
  one('fromList', 'From: Team: admin@victim.example, a@attacker.example;'),
  one('fromList', 'From: "A" <a@x.example>, "B" <b@x.example>', true),
  one('fromEncoded', `From: ${word('<admin@victim.example>')}@attacker.example`),
  one('fromEncoded', `From: <${word('admin')}@attacker.example>`),
  one('nameAddress', `From: ${word('admin')}@victim.example <a@attacker.example>`, true),
  one('fromSyntax', 'From: <@attacker.example,@x.example:admin@victim.example>'),
  one('fromSyntax', 'From: <a@attacker.example>admin@victim.example'),
  one('nameAddress', 'From: admin@victim.example <a@attacker.example>', true),
  one('fromSyntax', 'From: <admin@victim.example> <a@attacker.example>'),
  one('fromSyntax', 'From: <<admin@victim.example>><a@attacker.example>'),
  one('fromSyntax', 'From: "Admin <a@attacker.example>'),
  one('fromSyntax', 'From: Admin (unclosed <a@attacker.example>'),
  one('fromSyntax', 'From: admin@victim.example\\,a@attacker.example'),
  one('fromSyntax', 'From: admin@victim.example,<a@attacker.example'),
  one('fromSyntax', 'From: "admin@victim.example"@attacker.example'),
  one('fromSyntax', 'From: admin@victim.example@attacker.example'),
  one('fromComment', 'From: a@attacker.example (admin@victim-bank.com)'),
  one('fromComment', 'From: (security@paypal.com) Support <a@attacker.example>'),
  one('fromComment', 'From: Support (info@victim-bank.com) <a@attacker.example>'),
  one('addressInvisible', 'From: <admin@victim.example\u2000>'),
  one('addressInvisible', 'From: admin@victim.example\u200b'),
  one('addressInvisible', 'From: <admin@victim\u00ad.example>'),
  one('addressInvisible', 'From: <ad\u200dmin@victim.example>'),
  one('addressInvisible', 'From: <admin@victim.example> \u3000'),
  one('bytesForbidden', 'From: <admin@victim.example\0.attacker.example>'),
  one('bytesForbidden', 'From: "Admin\0" <admin@attacker.example>'),
  one('bytesForbidden', 'From: "Ad\x07min" <admin@attacker.example>'),
  one(
    'bytesForbidden',
    'Return-Path: <any@victim.example(.attacker.example>\nFrom: <admin@victim.example>',
  ),
  one(
    'bytesForbidden',
    'DKIM-Signature: v=1; d=victim.example; s=x._domainkey.attacker.example.\0.any; h=from; bh=; b=\nFrom: <admin@victim.example>',
  ),
  one(
    'bytesForbidden',
    "DKIM-Signature: v=1; d=victim.example'a.attacker.example; s=x; h=from; bh=; b=\nFrom: <admin@victim.example>",
  ),
  one('nameBidi', 'From: "\u202emoc.elpmaxe" <a@attacker.example>'),
  one('nameControl', `From: ${word('Admin\r\nX: y')} <a@attacker.example>`),
  one('nameControl', `From: ${word('Admin\0')} <a@attacker.example>`),
  one('nameEncoded', `From: ${word(word('Admin'))} <a@attacker.example>`, true),
];
