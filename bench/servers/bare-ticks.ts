import { createTicker } from "../../packages/api/src/platform/streams/ticker.ts";
import { serveBareSockets } from "../../packages/api/src/testing/bare-sockets.ts";
import type { RoleServer } from "./role.ts";

/**
 * The minimal server that sends ticks: `ws`, the product's own ticker, and the product's JSON. It supports only the
 * part of the protocol that its one client uses, gets the countdown from that client, and reads no data.
 */
export function bareTicksServer(): Promise<RoleServer> {
  const ticker = createTicker(Date.now);
  return serveBareSockets((socket) => {
    let stop = () => {};
    return {
      onMessage(text) {
        const { payload, type } = JSON.parse(text);
        if (type === "connection_init") {
          socket.send('{"type":"connection_ack"}');
          return;
        }
        const { endsAt, timerId } = JSON.parse(payload.query);
        stop = ticker.everySecond(endsAt, () => {
          const at = Date.now();
          const serverTime = new Date(at).toISOString();
          const remainingSeconds = (endsAt - at) / 1000;
          const timerTicks = { timerId, status: "RUNNING", remainingSeconds, serverTime };
          socket.send(JSON.stringify({ id: "1", type: "next", payload: { data: { timerTicks } } }));
        });
      },
      onClose: () => stop(),
    };
  });
}
