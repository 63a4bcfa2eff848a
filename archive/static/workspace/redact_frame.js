// The frame a person draws or moves over a page, with the mouse, a finger or the keyboard, in page points.
const NS = "http://www.w3.org/2000/svg";
const CORNERS = ["nw", "ne", "sw", "se"];
const LEAST = 3; // points
const SLIP = 4; // pixels the pointer may stray in a click

export class Frame {
  // `settled(box, id)` is called when the frame is left where it is; id is null for a new one.
  constructor(svg, width, height, settled) {
    Object.assign(this, { svg, width, height, settled, id: null, box: null, group: null, grip: null });
  }

  get open() {
    return this.group !== null;
  }

  begin(box, id = null) {
    this.drop();
    this.id = id;
    this.box = { ...box };
    this.group = element("g", { class: "frame" });
    this.rect = element("rect", {});
    this.group.append(this.rect);
    this.handles = CORNERS.map((corner) => element("circle", { class: "frame--handles", "data-corner": corner, r: this.unit(6) }));
    this.group.append(...this.handles);
    this.svg.append(this.group);
    this.draw();
  }

  // A frame in the middle of what is seen of the page.
  beginInSight(scroll) {
    const seen = scroll.getBoundingClientRect();
    const page = this.svg.getBoundingClientRect();
    const top = Math.max(seen.top, page.top, 0);
    const bottom = Math.min(seen.bottom, page.bottom, innerHeight);
    const left = Math.max(seen.left, page.left);
    const right = Math.min(seen.right, page.right);
    const middle = this.point({ clientX: (left + right) / 2, clientY: (top + Math.max(bottom, top)) / 2 });
    const [across, down] = [this.width / 8, this.height / 40];
    this.begin({ x0: middle.x - across, y0: middle.y - down, x1: middle.x + across, y1: middle.y + down });
    this.shift(0, 0);
  }

  // Arrow keys; true if the key meant something to the frame.
  key(event) {
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.key === "Enter") this.settle();
    else if (ways[event.key]) {
      const far = (event.altKey ? 0.2 : 1) * Math.max(this.width, this.height) / 160;
      const [across, down] = ways[event.key].map((way) => way * far);
      if (event.shiftKey) this.stretch("se", this.box.x1 + across, this.box.y1 + down);
      else this.shift(across, down);
      this.rect.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else return false;
    return true;
  }

  shift(across, down) {
    const [wide, high] = [this.box.x1 - this.box.x0, this.box.y1 - this.box.y0];
    const x0 = within(this.box.x0 + across, 0, this.width - wide);
    const y0 = within(this.box.y0 + down, 0, this.height - high);
    this.box = { x0, y0, x1: x0 + wide, y1: y0 + high };
    this.draw();
  }

  stretch(corner, x, y) {
    const box = this.box;
    const [across, down] = [within(x, 0, this.width), within(y, 0, this.height)];
    if (corner.includes("w")) box.x0 = Math.min(across, box.x1 - LEAST);
    else box.x1 = Math.max(across, box.x0 + LEAST);
    if (corner.includes("n")) box.y0 = Math.min(down, box.y1 - LEAST);
    else box.y1 = Math.max(down, box.y0 + LEAST);
    this.draw();
  }

  settle() {
    const [box, id] = [this.box, this.id];
    this.drop();
    this.settled(box, id);
  }

  drop() {
    this.group?.remove();
    this.group = this.grip = null;
  }

  // The pointer went down: on a handle, in the frame, or where a new frame begins.
  press(event) {
    const at = this.point(event);
    const corner = event.target.dataset?.corner;
    if (this.open && corner) this.grip = { kind: corner };
    else if (this.open && this.group.contains(event.target)) this.grip = { kind: "move", at };
    else this.grip = { kind: "new", at, from: [event.clientX, event.clientY] };
    this.svg.setPointerCapture(event.pointerId);
  }

  drag(event) {
    if (!this.grip) return;
    const at = this.point(event);
    if (this.grip.kind === "new") this.dragNew(event, at);
    else if (this.grip.kind === "move") {
      this.shift(at.x - this.grip.at.x, at.y - this.grip.at.y);
      this.grip.at = at;
    } else this.stretch(this.grip.kind, at.x, at.y);
  }

  dragNew(event, at) {
    const { from, at: start } = this.grip;
    if (Math.hypot(event.clientX - from[0], event.clientY - from[1]) < SLIP && !this.grip.drawn) return;
    const box = {
      x0: within(Math.min(at.x, start.x), 0, this.width),
      y0: within(Math.min(at.y, start.y), 0, this.height),
      x1: within(Math.max(at.x, start.x), 0, this.width),
      y1: within(Math.max(at.y, start.y), 0, this.height),
    };
    if (!this.grip.drawn) {
      const grip = this.grip;
      this.begin(box);
      this.grip = { ...grip, drawn: true };
    }
    this.box = box;
    this.draw();
  }

  // True if something was drawn or moved; false for a mere click.
  release() {
    const grip = this.grip;
    this.grip = null;
    if (!grip || (grip.kind === "new" && !grip.drawn)) return false;
    this.settle();
    return true;
  }

  draw() {
    const { x0, y0, x1, y1 } = this.box;
    set(this.rect, { x: x0, y: y0, width: Math.max(x1 - x0, 0), height: Math.max(y1 - y0, 0) });
    for (const handle of this.handles) {
      const corner = handle.dataset.corner;
      set(handle, { cx: corner.includes("w") ? x0 : x1, cy: corner.includes("n") ? y0 : y1 });
    }
  }

  point(event) {
    const page = this.svg.getBoundingClientRect();
    return {
      x: ((event.clientX - page.left) / page.width) * this.width,
      y: ((event.clientY - page.top) / page.height) * this.height,
    };
  }

  unit(pixels) {
    return (pixels / this.svg.getBoundingClientRect().width) * this.width;
  }
}

function within(value, least, most) {
  return Math.min(Math.max(value, least), Math.max(most, least));
}

function element(name, attributes) {
  const made = document.createElementNS(NS, name);
  set(made, attributes);
  return made;
}

function set(target, attributes) {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, value);
}
