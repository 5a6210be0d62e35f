// What no text of a language says or looks like.
/** What is never said of a mail, anywhere: that it is safe. (In Portuguese, to check is *verificar*.) */
export const NEVER: Record<string, RegExp> = {
  en: /\b(safe|safely|secure|trusted|trustworthy|verified|guaranteed|genuinely)\b/i,
  ja: /安全|安心|信頼済み|認証成功|保証され/,
  de: /\b(sicher(e[mnrs]?)?|vertrauenswürdig\w*|verifiziert\w*|garantiert\w*)(?!\p{L})/iu,
  es: /\b(segur[oa]s?|de confianza|confiables?|verificad[oa]s?|garantizad[oa]s?)\b/i,
  fr: /(?<!\p{L})(sûre?s?|sécurisée?s?|fiables?|de confiance|vérifiée?s?|garantie?s?)(?!\p{L})/iu,
  it: /\b(sicur[oaie]|affidabil[ei]|attendibil[ei]|verificat[oaie]|garantit[oaie])\b/i,
  ko: /안전|안심|신뢰할 수 있|검증된|검증됨|인증 성공/,
  'pt-BR': /\b(segur[oa]s?|confiáve(l|is)|de confiança|garantid[oa]s?|legítim[oa]s?)(?!\p{L})/iu,
  'zh-CN': /安全|放心|可信|受信任|已验证|验证成功/,
  'zh-TW': /安全|安心|信任|可信|已驗證|保證/,
};

/** How quotation marks, apostrophes and spaces before punctuation do not look, where a language has one way. */
const MISPLACED: Record<string, RegExp> = {
  de: /[«»]|“[^“”„]*”/u,
  es: /[“”]|(?:^|[.:] )\p{L}[^¿.:«»]*\?/u,
  fr: /[“”]|\p{L}'\p{L}|[^\u202f/][;!?»](?=[\s,.]|$)|«(?!\u202f)|[^\u00a0\d|-]:(?=\s|$)/u,
  it: /[«»„]|\p{L}'\p{L}/u,
};

/** Passages that promise too much, or are not set as the language sets its text; code in `…` is none. */
export function faultsOf(language: string, text: string): string[] {
  const prose = text.replaceAll(/`[^`]*`|https?:\S+/g, '');
  return [NEVER[language], MISPLACED[language]].flatMap((pattern) =>
    [...prose.matchAll(new RegExp(pattern ?? /(?!)/, `${pattern?.flags ?? ''}g`))].map(
      ([found]) => found,
    ),
  );
}
