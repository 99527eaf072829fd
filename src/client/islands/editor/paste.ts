const whole = /<!--[^]*?-->|<(script|style|xml|svg|iframe|object|template|noscript)\b[^]*?<\/\1\s*>/gi
const alone = /<\/?(?:img|link|meta|script|style|iframe|object|embed|base|o:p|v:[a-z]+|w:[a-z]+)\b[^>]*>/gi
const attributes =
  /\s(?:style|class|lang|id|on[a-z]+|mso-[\w-]+|width|height|align|valign)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi

/**
 * HTML from Word or a web page without what the text cannot hold anyway, so that the browser does not even look at it: scripts,
 * styles, pictures, handlers. Safety does not hang on this: the schema takes only its own, and the policy of the page runs none.
 */
export const cleanPaste = (html: string): string =>
  html
    .replace(whole, '')
    .replace(alone, '')
    .replace(/<[a-z][^>]*>/gi, tag => tag.replace(attributes, ''))
