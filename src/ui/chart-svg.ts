/**
 * The inside of an SVG made by ECharts, fit for our content security policy: declarations of `style` become attributes
 * (font family is left to our css), `<style>`, classes and data of the renderer go, ids start with `id`.
 */
export function chartInside(svg: string, id: string): string {
  return svg
    .replace(/^[\s\S]*?<svg[^>]*>/, '')
    .replace(/<\/svg>\s*$/, '')
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<rect [^>]*fill="none"><\/rect>/, '')
    .replace(/ ecmeta_[a-z_]+="[^"]*"/g, '')
    .replace(/ xml:space="preserve"/g, '')
    .replace(/ class="zr[^"]*"/g, '')
    .replace(/\bzr\d+-/g, `${id}-`)
    .replace(/ style="([^"]*)"/g, (_, declarations: string) => attributes(declarations))
    .replace(/><\/(rect|path|circle|line|polyline|polygon)>/g, '/>')
    .replace(/\n+/g, '')
}

function attributes(declarations: string): string {
  return declarations
    .split(';')
    .map(declaration => declaration.split(':').map(part => part.trim()))
    .filter(([property, value]) => property && value && property !== 'font-family')
    .map(([property, value]) => ` ${property}="${value}"`)
    .join('')
}
