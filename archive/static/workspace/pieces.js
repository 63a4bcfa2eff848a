// One file sent in pieces.  The server says how much it has; whatever breaks, the next piece begins there.
const PIECE = 8 * 1024 * 1024;
const SHELF = "acervo.subida.";
const WAITS = [1000, 2000, 4000, 8000, 15000, 30000];

export function fingerprint(file, folder, practice) {
  return [file.name, file.size, file.lastModified, folder, practice].join("|");
}

export function forget(key) {
  localStorage.removeItem(SHELF + key);
}

export function unfinished() {
  return Object.keys(localStorage).filter((name) => name.startsWith(SHELF)).map((name) => {
    const key = name.slice(SHELF.length);
    return { key, name: key.split("|")[0] };
  });
}

class Interrupted extends Error {}

class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export class Upload {
  // States: waiting, sending, lost, checking, paused, failed, done.
  constructor({ file, folder, practice, key, begin, token, largest, words }) {
    Object.assign(this, { file, folder, practice, key, begin, token, largest, words });
    Object.assign(this, { state: "waiting", sent: 0, message: "", outcomes: null, onchange: () => {} });
    this.id = localStorage.getItem(SHELF + key);
    this.turn = 0; // every pause or resume makes the run before it an old one
  }

  get busy() {
    return ["sending", "lost", "checking"].includes(this.state);
  }

  async run() {
    const turn = ++this.turn;
    const stopped = () => turn !== this.turn;
    if (this.file.size > this.largest) return this.fail(this.words.too_large);
    if (this.file.size === 0) return this.fail(this.words.empty);
    for (let tries = 0; !stopped(); tries += 1) {
      try {
        this.become(tries ? "lost" : "sending", tries ? this.words.lost : "");
        const told = await this.send(stopped, () => { tries = 0; });
        if (!stopped() && told) this.finish(told);
        return;
      } catch (error) {
        if (stopped()) return;
        if (error instanceof Refused) return this.refused(error);
        this.become("lost", this.words.lost);
        await this.wait(WAITS[Math.min(tries, WAITS.length - 1)]);
      }
    }
  }

  pause() {
    if (!this.busy && this.state !== "waiting") return;
    this.turn += 1;
    this.request?.abort();
    this.become("paused");
  }

  resume() {
    if (this.state === "paused" || this.state === "failed") this.become("waiting");
  }

  abandon() {
    this.turn += 1;
    this.request?.abort();
    if (this.id && this.state !== "done") this.ask("DELETE", this.address).catch(() => {});
    forget(this.key);
  }

  get address() {
    return `${this.begin}/${this.id}`;
  }

  async send(stopped, moved) {
    let told = await this.where();
    while (!stopped() && told.outcomes === null) {
      this.sent = told.offset;
      const end = Math.min(told.offset + PIECE, this.file.size);
      this.become(end === this.file.size && told.offset === end ? "checking" : "sending");
      told = await this.piece(told.offset, end);
      moved();
    }
    return told;
  }

  async where() {
    if (this.id) {
      try {
        return await this.ask("GET", this.address);
      } catch (error) {
        if (!(error instanceof Refused) || error.status !== 404) throw error;
        this.id = null;
      }
    }
    const told = await this.ask("POST", this.begin, {
      "Upload-Length": String(this.file.size),
      "Upload-Metadata": metadata({ name: this.file.name, folder: this.folder, practice: this.practice }),
    });
    this.id = told.id;
    localStorage.setItem(SHELF + this.key, this.id);
    return told;
  }

  piece(start, end) {
    return this.ask("PATCH", this.address, {
      "Upload-Offset": String(start),
      "Content-Type": "application/offset+octet-stream",
    }, this.file.slice(start, end), (bytes) => {
      this.sent = start + bytes;
      if (this.sent >= this.file.size) this.become("checking", this.words.checking);
      else this.onchange();
    });
  }

  // One request.  Interrupted: try again.  Refused: the server said no.  A conflict is an answer: go on there.
  ask(method, address, headers = {}, body = null, progress = null) {
    return new Promise((give, fail) => {
      const request = new XMLHttpRequest();
      this.request = request;
      request.open(method, address);
      request.responseType = "json";
      for (const [name, value] of Object.entries({
        ...headers, Accept: "application/json", "X-CSRF-Token": this.token, "Tus-Resumable": "1.0.0",
      })) request.setRequestHeader(name, value);
      if (progress) request.upload.onprogress = (event) => progress(event.loaded);
      request.onerror = request.onabort = request.ontimeout = () => fail(new Interrupted());
      request.onload = () => {
        const { status, response } = request;
        if (status === 204) give(null);
        else if (status < 300 && response) give(response);
        else if (status === 409 && response?.offset !== undefined) give({ offset: response.offset, outcomes: null });
        else if (status >= 500 || status === 429 || status === 408) fail(new Interrupted());
        else fail(new Refused(status, response?.error?.message));
      };
      request.send(body);
    });
  }

  finish(told) {
    forget(this.key);
    this.sent = this.file.size;
    this.outcomes = told.outcomes;
    this.become("done");
  }

  refused(error) {
    const signedOut = error.status === 401 || error.status === 403;
    if (!signedOut) forget(this.key);
    this.fail(signedOut ? this.words.signed_out : error.message);
  }

  fail(message) {
    this.become("failed", message);
  }

  become(state, message = "") {
    this.state = state;
    this.message = message;
    this.onchange();
  }

  wait(milliseconds) {
    return new Promise((go) => {
      const timer = setTimeout(go, milliseconds);
      window.addEventListener("online", () => { clearTimeout(timer); go(); }, { once: true });
    });
  }
}

function metadata(told) {
  return Object.entries(told).filter(([, value]) => value)
    .map(([name, value]) => `${name} ${base64(value)}`).join(",");
}

function base64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
