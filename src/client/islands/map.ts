export async function startMap(_figure: HTMLElement): Promise<void> {}
