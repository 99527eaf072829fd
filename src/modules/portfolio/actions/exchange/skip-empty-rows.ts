/** A row of a sheet that has a number and no value in any cell, however its cells are coloured. */
const emptyRow = /<row\s(?:[^<>]*\s)?r="\d+"[^<>]*(?:\/>|>\s*(?:<c\s[^<>]*(?:\/>|><\/c>)\s*)*<\/row>)/g

/** Longest text that is held back while its row is not whole. */
const longest = 1024 * 1024

/**
 * Takes rows without values out of the XML of a sheet, before a parser looks at each of their tags: Excel keeps a million
 * of them when somebody colours a whole column. Every row carries its own number, so that nothing moves.
 */
export function emptyRowSkipper(): { feed(text: string): string; end(): string } {
  let held = ''
  return {
    feed(text) {
      const all = held + text
      const lastRow = all.lastIndexOf('<row')
      const whole = lastRow < 0 ? all.length - 4 : lastRow
      const cut = all.length - whole > longest ? all.length : Math.max(0, whole)
      held = all.slice(cut)
      return all.slice(0, cut).replace(emptyRow, '')
    },
    end() {
      const rest = held.replace(emptyRow, '')
      held = ''
      return rest
    },
  }
}
