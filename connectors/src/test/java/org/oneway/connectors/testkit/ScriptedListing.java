// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A multistatus before it is written.
 *
 * @param token the sync-token at its end (RFC 6578)
 */
public record ScriptedListing(List<ScriptedEntry> entries, Optional<String> token) {
  public ScriptedListing {
    entries = List.copyOf(entries);
  }

  static ScriptedListing of(List<ScriptedEntry> entries) {
    return new ScriptedListing(entries, Optional.empty());
  }

  ScriptedListing with(Consumer<List<ScriptedEntry>> change) {
    List<ScriptedEntry> changed = new ArrayList<>(entries);
    change.accept(changed);
    return new ScriptedListing(changed, token);
  }

  String xml() {
    StringBuilder inner = new StringBuilder();
    entries.forEach(entry -> inner.append(entry.xml()));
    token.ifPresent(
        text ->
            inner.append(
                ScriptedXml.element(ScriptedNames.dav("sync-token"), ScriptedXml.escape(text))));
    return ScriptedXml.document(ScriptedNames.dav("multistatus"), inner.toString());
  }
}
