// The connection to the server is lost: say so, try again, and when the page comes back into view try at once.
// Written for Blazor.reconnect(): this script version knows no pauseCircuit or resumeCircuit.
const panel = document.getElementById("components-reconnect-modal");
const wait = [1, 1, 2, 3, 5, 8, 13, 20, 30];
let tries = 0, timer = 0, busy = false;

async function attempt() {
  if (busy || !panel.classList.contains("lost")) return;
  clearTimeout(timer);
  busy = true;
  panel.dataset.state = "trying";
  try {
    // false: the server answers but no longer has this page's state. The address holds what matters, so load it again.
    if (await Blazor.reconnect() === false) location.reload();
  } catch {
    timer = setTimeout(attempt, wait[Math.min(tries++, wait.length - 1)] * 1000);
    panel.dataset.state = "waiting";
  } finally {
    busy = false;
  }
}

Blazor.start({
  circuit: {
    reconnectionHandler: {
      onConnectionDown() { tries = 0; panel.classList.add("lost"); attempt(); },
      onConnectionUp() { clearTimeout(timer); panel.classList.remove("lost"); },
    },
  },
});

document.getElementById("reconnect-now").addEventListener("click", attempt);
document.addEventListener("visibilitychange", () => { if (!document.hidden) attempt(); });
addEventListener("online", attempt);
