// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.nio.charset.Charset;
import java.util.function.UnaryOperator;
import org.oneway.connectors.testkit.ScriptedSending.End;
import org.oneway.connectors.testkit.ScriptedSending.Framing;

/** Ways in which a reply is spoiled on its way, for {@link ScriptedRule#change}. */
public final class ScriptedDamage {
  private ScriptedDamage() {}

  /** The body ends early: the length was announced, and the connection closes before it. */
  public static UnaryOperator<ScriptedReply> cut(int octets) {
    return reply -> reply.sent(reply.sending().cutAt(octets).end(End.CLOSE));
  }

  /** The body comes in chunks and ends early, without the last one. */
  public static UnaryOperator<ScriptedReply> cutChunked(int octets) {
    return reply ->
        reply.sent(reply.sending().framing(Framing.CHUNKED).cutAt(octets).end(End.CLOSE));
  }

  public static UnaryOperator<ScriptedReply> chunked() {
    return reply -> reply.sent(reply.sending().framing(Framing.CHUNKED));
  }

  /** More octets are announced than come before the connection closes. */
  public static UnaryOperator<ScriptedReply> announcingMore(int octets) {
    return reply ->
        reply.sent(reply.sending().announcing(reply.body().size() + octets).end(End.CLOSE));
  }

  /** HTTP/1.0: the end of the connection is the end of the body. */
  public static UnaryOperator<ScriptedReply> http10() {
    return reply ->
        reply.sent(reply.sending().version("HTTP/1.0").framing(Framing.UNTIL_CLOSE).end(End.CLOSE));
  }

  public static UnaryOperator<ScriptedReply> without(String header) {
    return reply -> reply.without(header);
  }

  public static UnaryOperator<ScriptedReply> with(String header, String value) {
    return reply -> reply.with(header, value);
  }

  public static UnaryOperator<ScriptedReply> body(UnaryOperator<String> change) {
    return reply -> reply.body(ScriptedBytes.of(change.apply(reply.body().text())));
  }

  /** The body's octets are of this charset; header and XML declaration say what they said. */
  public static UnaryOperator<ScriptedReply> octetsIn(Charset charset) {
    return reply -> reply.body(ScriptedBytes.of(reply.body().text().getBytes(charset)));
  }
}
