// What the local Gmail says, in the three languages it can speak. Nothing may depend on these words.
import type { Label, Language } from './mailbox.ts';

export interface Words {
  direction: 'ltr' | 'rtl';
  locale: string;
  labels: Record<Label | 'starred' | 'drafts' | 'all', string>;
  account: string;
  search: string;
  compose: string;
  back: string;
  newer: string;
  older: string;
  reply: string;
  forward: string;
  more: string;
  to: string;
  me: string;
  via: string;
  star: string;
  reportSpam: string;
  notSpam: string;
  olderMessages: string;
  banner: { spam: string; phishing: string };
  doesNotExist: string;
  original: string;
  download: string;
  signIn: string;
}

export const WORDS: Record<Language, Words> = {
  en: {
    direction: 'ltr',
    locale: 'en-GB',
    labels: {
      inbox: 'Inbox',
      starred: 'Starred',
      sent: 'Sent',
      drafts: 'Drafts',
      spam: 'Spam',
      all: 'All Mail',
    },
    account: 'Google Account',
    search: 'Search mail',
    compose: 'Compose',
    back: 'Back to list',
    newer: 'Newer',
    older: 'Older',
    reply: 'Reply',
    forward: 'Forward',
    more: 'More',
    to: 'to',
    me: 'me',
    via: 'via',
    star: 'Not starred',
    reportSpam: 'Report spam',
    notSpam: 'Report not spam',
    olderMessages: 'older messages',
    banner: {
      spam: 'Why is this message in spam? It is similar to messages that were identified as spam in the past.',
      phishing:
        'This message seems dangerous. Similar messages were used to steal people’s personal information.',
    },
    doesNotExist: 'The message you requested does not exist.',
    original: 'Original Message',
    download: 'Download Original',
    signIn: 'Sign in',
  },
  ja: {
    direction: 'ltr',
    locale: 'ja-JP',
    labels: {
      inbox: '受信トレイ',
      starred: 'スター付き',
      sent: '送信済み',
      drafts: '下書き',
      spam: '迷惑メール',
      all: 'すべてのメール',
    },
    account: 'Google アカウント',
    search: 'メールを検索',
    compose: '作成',
    back: '一覧に戻る',
    newer: '新しい',
    older: '古い',
    reply: '返信',
    forward: '転送',
    more: 'その他',
    to: 'To:',
    me: '自分',
    via: '経由',
    star: 'スターなし',
    reportSpam: '迷惑メールを報告',
    notSpam: '迷惑メールではないことを報告',
    olderMessages: '件の以前のメール',
    banner: {
      spam: 'このメールが迷惑メールに振り分けられた理由: 過去に迷惑メールと判定されたメールと類似しています。',
      phishing:
        'このメールは危険な可能性があります。類似するメールが個人情報を盗む目的で使用されていました。',
    },
    doesNotExist: 'リクエストされたメッセージは存在しません。',
    original: '元のメッセージ',
    download: 'オリジナルをダウンロード',
    signIn: 'ログイン',
  },
  ar: {
    direction: 'rtl',
    locale: 'ar',
    labels: {
      inbox: 'البريد الوارد',
      starred: 'المميّزة بنجمة',
      sent: 'المرسَلة',
      drafts: 'المسودّات',
      spam: 'الرسائل غير المرغوب فيها',
      all: 'كل الرسائل',
    },
    account: 'حساب Google',
    search: 'البحث في البريد',
    compose: 'إنشاء',
    back: 'الرجوع إلى القائمة',
    newer: 'الأحدث',
    older: 'الأقدم',
    reply: 'رد',
    forward: 'إعادة توجيه',
    more: 'المزيد',
    to: 'إلى',
    me: 'أنا',
    via: 'عبر',
    star: 'بلا نجمة',
    reportSpam: 'الإبلاغ عن رسالة غير مرغوب فيها',
    notSpam: 'ليست غير مرغوب فيها',
    olderMessages: 'رسائل أقدم',
    banner: {
      spam: 'لماذا تظهر هذه الرسالة ضمن الرسائل غير المرغوب فيها؟ إنها مشابهة لرسائل سبق تصنيفها كذلك.',
      phishing: 'تبدو هذه الرسالة خطيرة. استُخدمت رسائل مماثلة لسرقة معلومات شخصية.',
    },
    doesNotExist: 'الرسالة التي طلبتها غير موجودة.',
    original: 'الرسالة الأصلية',
    download: 'تنزيل الرسالة الأصلية',
    signIn: 'تسجيل الدخول',
  },
};
