// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.oneway.connectors.testkit.ScriptedSending.End;

/**
 * One line of the fault script: first which requests it means, then what happens to them. Counts by
 * itself, so that "the second PUT" means the second one that its conditions meet.
 */
public final class ScriptedRule {
  private final ScriptedFaults faults;
  private final AtomicInteger seen = new AtomicInteger();
  private final AtomicInteger met = new AtomicInteger();
  private Predicate<ScriptedRequest> meant;
  private int skipped;
  private int times = Integer.MAX_VALUE;
  private Function<ScriptedRequest, Optional<ScriptedReply>> before = request -> Optional.empty();
  private UnaryOperator<ScriptedReply> after = UnaryOperator.identity();

  ScriptedRule(ScriptedFaults faults, String method) {
    this.faults = faults;
    this.meant = request -> method.equals("*") || request.method().equals(method);
  }

  /** Only at this path, in the server's spelling. */
  public ScriptedRule at(String path) {
    return where(request -> request.path().equals(path));
  }

  /** Only requests with this text in their body. */
  public ScriptedRule saying(String text) {
    return where(request -> request.body().text().contains(text));
  }

  public ScriptedRule where(Predicate<ScriptedRequest> further) {
    meant = meant.and(further);
    return this;
  }

  /** Not the first ones. */
  public ScriptedRule after(int requests) {
    skipped = requests;
    return this;
  }

  /** So often, then never again. */
  public ScriptedRule times(int most) {
    times = most;
    return this;
  }

  public ScriptedRule once() {
    return times(1);
  }

  /** How often it took effect. */
  public int met() {
    return met.get();
  }

  // what happens before the server handles the request

  /** Answered without being handled. */
  public ScriptedRule answer(ScriptedReply reply) {
    return answer(request -> reply);
  }

  /** Answered without being handled; {@code headers} are name, value … */
  public ScriptedRule answer(int status, String... headers) {
    return answer(ScriptedReply.of(status, headers));
  }

  public ScriptedRule answer(Function<ScriptedRequest, ScriptedReply> reply) {
    before = request -> Optional.of(reply.apply(request));
    return added();
  }

  /** Not answered, and the connection closed or reset, without being handled. */
  public ScriptedRule drop(End end) {
    return answer(ScriptedReply.of(500).sent(ScriptedSending.WELL.end(end)));
  }

  /** Held until the gate is opened, then handled. */
  public ScriptedGate hang() {
    ScriptedGate gate = faults.gate();
    first(gate::pass);
    return gate;
  }

  /** Something happens first, such as an edit by another client; then it is handled. */
  public ScriptedRule first(Runnable event) {
    before =
        request -> {
          event.run();
          return Optional.empty();
        };
    return added();
  }

  // what happens after it was handled

  /** Done, but the client is never told: the connection is reset. */
  public ScriptedRule loseReply() {
    return change(reply -> reply.sent(reply.sending().end(End.RESET_UNSENT)));
  }

  /** Something happens between the handling and the reply. */
  public ScriptedRule then(Runnable event) {
    return change(
        reply -> {
          event.run();
          return reply;
        });
  }

  /** The reply goes out changed; see {@link ScriptedDamage}. */
  public ScriptedRule change(UnaryOperator<ScriptedReply> damage) {
    after = damage;
    return added();
  }

  /** The multistatus goes out with other entries. Replies that are none stay. */
  public ScriptedRule relist(Consumer<List<ScriptedEntry>> entries) {
    return change(reply -> reply.listing().isPresent() ? reply.relisted(entries) : reply);
  }

  /** Sent so far, then nothing more until the gate is opened. */
  public ScriptedGate stall(int octets) {
    ScriptedGate gate = faults.gate();
    change(reply -> reply.sent(reply.sending().cutAt(octets).stall(gate)));
    return gate;
  }

  private ScriptedRule added() {
    faults.add(this);
    return this;
  }

  boolean draws(ScriptedRequest request) {
    if (!meant.test(request)) {
      return false;
    }
    int number = seen.incrementAndGet();
    boolean drawn = number > skipped && number - skipped <= times;
    if (drawn) {
      met.incrementAndGet();
    }
    return drawn;
  }

  Optional<ScriptedReply> before(ScriptedRequest request) {
    return before.apply(request);
  }

  UnaryOperator<ScriptedReply> after() {
    return after;
  }
}
