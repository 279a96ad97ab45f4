/** One of the two values of a field that two people edited, with the button that keeps it. */
export function clashSide(who: string, value: string, label: string, act: () => void): HTMLElement {
  const made = document.createElement('div');
  const name = document.createElement('p');
  name.className = 'clash-who';
  name.textContent = who;
  const shown = document.createElement('p');
  shown.className = 'clash-value';
  shown.textContent = value;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button button-secondary';
  button.textContent = label;
  button.addEventListener('click', act);
  made.append(name, shown, button);
  return made;
}
