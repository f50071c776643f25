// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a reply goes over the wire.
 *
 * @param version the protocol version of the status line
 * @param announced a Content-Length that is not the true one
 * @param cutAt how many octets of the framed body are sent; with none, all
 * @param stall where sending stops until the gate is opened, after what {@code cutAt} says
 */
public record ScriptedSending(
    String version,
    Framing framing,
    OptionalInt announced,
    OptionalInt cutAt,
    Optional<ScriptedGate> stall,
    End end) {

  /** How the body says where it ends. */
  public enum Framing {
    LENGTH,
    CHUNKED,
    UNTIL_CLOSE
  }

  /** What becomes of the connection. */
  public enum End {
    KEEP,
    CLOSE,
    /** Not one octet is sent, and the connection is reset. */
    RESET_UNSENT,
    /** Not one octet is sent, and the connection is closed. */
    CLOSE_UNSENT
  }

  static final ScriptedSending WELL =
      new ScriptedSending(
          "HTTP/1.1",
          Framing.LENGTH,
          OptionalInt.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          End.KEEP);

  ScriptedSending version(String other) {
    return new ScriptedSending(other, framing, announced, cutAt, stall, end);
  }

  ScriptedSending framing(Framing other) {
    return new ScriptedSending(version, other, announced, cutAt, stall, end);
  }

  ScriptedSending announcing(int length) {
    return new ScriptedSending(version, framing, OptionalInt.of(length), cutAt, stall, end);
  }

  ScriptedSending cutAt(int octets) {
    return new ScriptedSending(version, framing, announced, OptionalInt.of(octets), stall, end);
  }

  ScriptedSending stall(ScriptedGate gate) {
    return new ScriptedSending(version, framing, announced, cutAt, Optional.of(gate), end);
  }

  ScriptedSending end(End other) {
    return new ScriptedSending(version, framing, announced, cutAt, stall, other);
  }
}
