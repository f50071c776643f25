// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.secret;

import java.util.HashMap;
import java.util.Map;
import org.oneway.engine.store.Secret;
import org.oneway.engine.store.SecretSource;
import org.oneway.engine.store.StoreException;

/** The secrets of one process: each is fetched when a store first asks for it, and once. */
public final class Secrets {
  private final Map<Name, Secret> fetched = new HashMap<>();

  private record Name(String store, String key) {}

  /** The secret of a store under a key, not fetched yet. */
  public SecretSource source(SecretReader reader, String store, String key, SecretPlace place) {
    return new SecretSource() {
      @Override
      public Secret get() throws StoreException {
        return fetch(reader, new Name(store, key), place);
      }

      @Override
      public String origin() {
        return place.words();
      }

      @Override
      public String toString() {
        return "*** from " + place.words();
      }
    };
  }

  private synchronized Secret fetch(SecretReader reader, Name name, SecretPlace place)
      throws StoreException {
    Secret known = fetched.get(name);
    if (known != null) {
      return known;
    }
    String subject =
        name.key().substring(name.key().lastIndexOf('.') + 1) + " of store \"" + name.store() + '"';
    Secret secret = reader.read(subject, name.key(), place);
    fetched.put(name, secret);
    return secret;
  }
}
