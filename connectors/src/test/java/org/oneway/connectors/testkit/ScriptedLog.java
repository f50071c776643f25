// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** All requests since the start or the last {@link #clear}, in the order in which they came. */
public final class ScriptedLog {
  private final List<ScriptedExchange> exchanges = new CopyOnWriteArrayList<>();

  ScriptedExchange arrived(ScriptedRequest request, Instant at) {
    ScriptedExchange exchange = new ScriptedExchange(request, at);
    exchanges.add(exchange);
    return exchange;
  }

  public List<ScriptedExchange> all() {
    return List.copyOf(exchanges);
  }

  public List<ScriptedExchange> of(String method) {
    return exchanges.stream().filter(each -> each.method().equals(method)).toList();
  }

  public int count(String method) {
    return of(method).size();
  }

  /** Those that may change the server, whether they did or not. */
  public List<ScriptedExchange> writes() {
    return exchanges.stream().filter(ScriptedExchange::writing).toList();
  }

  /** Everything that was received, one character for each octet. */
  public String raw() {
    return exchanges.stream()
        .map(each -> each.request().raw().latin())
        .collect(Collectors.joining());
  }

  public void clear() {
    exchanges.clear();
  }

  /** One line for each request, for the message of a failed test. */
  @Override
  public String toString() {
    return exchanges.stream().map(each -> "\n  " + each).collect(Collectors.joining());
  }
}
