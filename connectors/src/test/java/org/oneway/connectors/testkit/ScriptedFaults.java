// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** The fault script: rules in the order in which they were written. Without rules all is well. */
public final class ScriptedFaults {
  private final List<ScriptedRule> rules = new CopyOnWriteArrayList<>();
  private final List<ScriptedGate> gates = new CopyOnWriteArrayList<>();

  /** Begins a rule for requests of this method; {@code "*"} means each method. */
  public ScriptedRule on(String method) {
    return new ScriptedRule(this, method);
  }

  /** All is well from now on; what hangs is let go. */
  public void clear() {
    rules.clear();
    gates.forEach(ScriptedGate::open);
  }

  void add(ScriptedRule rule) {
    rules.add(rule);
  }

  ScriptedGate gate() {
    ScriptedGate gate = new ScriptedGate();
    gates.add(gate);
    return gate;
  }

  ScriptedReply answer(ScriptedRequest request, Handling handling) {
    List<ScriptedRule> drawn = rules.stream().filter(rule -> rule.draws(request)).toList();
    Optional<ScriptedReply> early = Optional.empty();
    for (ScriptedRule rule : drawn) {
      early = early.or(() -> rule.before(request));
    }
    ScriptedReply reply = early.orElseGet(() -> handling.handle(request));
    for (UnaryOperator<ScriptedReply> change : drawn.stream().map(ScriptedRule::after).toList()) {
      reply = change.apply(reply);
    }
    return reply;
  }

  /** What answers where no rule does. */
  interface Handling {
    ScriptedReply handle(ScriptedRequest request);
  }
}
