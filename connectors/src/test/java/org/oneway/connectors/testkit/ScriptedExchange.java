// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** One request with what became of it; the log holds it from the moment it was read. */
public final class ScriptedExchange {
  private static final Set<String> WRITES =
      Set.of(
          "PUT",
          "DELETE",
          "MOVE",
          "COPY",
          "MKCOL",
          "MKCALENDAR",
          "PROPPATCH",
          "POST",
          "PATCH",
          "LOCK",
          "UNLOCK",
          "ACL");

  private final ScriptedRequest request;
  private final Instant at;
  private volatile Optional<ScriptedReply> reply = Optional.empty();

  ScriptedExchange(ScriptedRequest request, Instant at) {
    this.request = request;
    this.at = at;
  }

  void answered(ScriptedReply given) {
    reply = Optional.of(given);
  }

  public ScriptedRequest request() {
    return request;
  }

  /** When it came, by the server's clock. */
  public Instant at() {
    return at;
  }

  public String method() {
    return request.method();
  }

  /** The path in the server's spelling. */
  public String path() {
    return request.path();
  }

  public Optional<String> header(String name) {
    return request.headers().first(name);
  }

  /** What the server answered, sent or lost; none while the request still waits. */
  public Optional<ScriptedReply> reply() {
    return reply;
  }

  /** The status answered; 0 while the request still waits. */
  public int status() {
    return reply.map(ScriptedReply::status).orElse(0);
  }

  /** Whether the method is one that may change the server. */
  public boolean writing() {
    return WRITES.contains(method());
  }

  @Override
  public String toString() {
    return method() + " " + request.target() + " -> " + status();
  }
}
