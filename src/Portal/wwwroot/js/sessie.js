// Warns some minutes before the session ends and lets someone go on with one button. Without script the form names the time, and what was
// typed is kept anyway.
(() => {
  'use strict';
  const regel = document.querySelector('[data-sessie-over]');
  if (!regel) return;

  const vooraf = 5 * 60 * 1000;
  const tijd = regel.querySelector('span');
  const kanaal = 'BroadcastChannel' in window ? new BroadcastChannel('ambulant-sessie') : null;
  let einde = 0;
  let blok = null;
  let terug = null;
  let vast = false;

  const uur = (moment) => new Date(moment).toLocaleTimeString('nl-NL', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Amsterdam' }).replace(':', '.');
  const zet = (nieuw) => {
    einde = nieuw;
    if (tijd) tijd.textContent = uur(einde);
    kijk();
  };

  const weg = () => {
    if (!blok) return;
    const had = blok.contains(document.activeElement);
    blok.remove();
    blok = null;
    if (had && terug && document.contains(terug)) terug.focus();
  };

  const toon = (zin, knop) => {
    if (!blok) {
      blok = document.createElement('div');
      blok.className = 'utrecht-alert utrecht-alert--warning sessiemelding niet-afdrukken';
      blok.append(document.createElement('div'));
      blok.firstChild.className = 'utrecht-alert__content';
      blok.firstChild.setAttribute('role', 'alert');
      blok.addEventListener('focusin', (e) => {
        if (e.relatedTarget && !blok.contains(e.relatedTarget)) terug = e.relatedTarget;
      });
      document.querySelector('main').append(blok);
    }

    if (blok.dataset.zin === zin) return;
    blok.dataset.zin = zin;
    const p = document.createElement('p');
    p.textContent = zin;
    blok.firstChild.replaceChildren(p);
    if (!knop) return;
    const b = document.createElement('button');
    b.type = 'button';
    b.className = 'nl-button nl-button--primary';
    b.textContent = 'Ga door';
    b.addEventListener('click', door);
    blok.firstChild.append(b);
  };

  const voorbij = 'U bent uitgelogd. Verstuur het formulier gewoon: u logt dan opnieuw in en uw tekst staat er weer.';

  const kijk = () => {
    const over = einde - Date.now();
    if (over > vooraf) {
      weg();
    } else if (over <= 0) {
      toon(voorbij, false);
    } else if (vast) {
      toon(`U bent bijna 10 uur ingelogd. Langer kan niet: om ${uur(einde)} uur logt u opnieuw in. Bewaar wat u typte, of ga door met typen: uw tekst blijft bewaard.`, false);
    } else {
      toon(`Bent u er nog? Om ${uur(einde)} uur wordt u uitgelogd.`, true);
    }
  };

  async function door() {
    try {
      const antwoord = await fetch('/sessie', { redirect: 'manual', cache: 'no-store' });
      if (!antwoord.ok) {
        zet(Date.now());
        return;
      }

      const over = 1000 * Number(await antwoord.text());
      vast = over <= vooraf;
      zet(Date.now() + over);
      if (kanaal) kanaal.postMessage(einde);
    } catch {
      toon('Dit lukte niet. Kijk of u internet hebt en probeer het nog een keer.', true);
    }
  }

  // Another window that was used keeps this one signed in too.
  if (kanaal) kanaal.onmessage = (e) => { if (e.data > einde) zet(e.data); };
  zet(Date.now() + 1000 * Number(regel.dataset.sessieOver));
  if (kanaal) kanaal.postMessage(einde);
  setInterval(kijk, 5000);
  document.addEventListener('visibilitychange', kijk);
})();
