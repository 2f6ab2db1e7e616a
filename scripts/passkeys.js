// Asks the device for a passkey, or to make one, and sends what it answers with the form it was asked from.
//
// form[data-passkey="get" or "create"]  data-challenge="where a challenge is given" · data-cancelled="words"
//   input[name=ceremony]  input[name=answer]  [data-passkey-said]
// A form stays hidden where the browser knows no passkeys.

const known = typeof PublicKeyCredential === "function" && "parseRequestOptionsFromJSON" in PublicKeyCredential;

async function challenge(form) {
  const response = await fetch(form.dataset.challenge, { method: "POST" });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

async function ask(kind, { publicKey }) {
  if (kind === "create") {
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
}

async function answer(form) {
  const said = form.querySelector("[data-passkey-said]");
  const button = form.querySelector("button");
  said.textContent = "";
  button.disabled = true;
  try {
    const { ceremony, options } = await challenge(form);
    const credential = await ask(form.dataset.passkey, options);
    form.elements.ceremony.value = ceremony;
    form.elements.answer.value = JSON.stringify(credential.toJSON());
    form.submit();
  } catch {
    // Whoever closes the window of their device, and a device that refuses, look the same: nothing was done.
    said.textContent = form.dataset.cancelled;
    button.disabled = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!known) continue;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.reportValidity()) answer(form);
  });
}
