// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.trouble;

import java.util.Optional;
import org.oneway.engine.store.StoreException;

/** Where in the configuration that stands which a failure is about. */
public interface Places {
  /** Of no configuration. */
  Places NONE =
      new Places() {
        @Override
        public Optional<String> ofStore(String store) {
          return Optional.empty();
        }

        @Override
        public Optional<String> ofFolder(String sync, StoreException.NoSuchFolder failure) {
          return Optional.empty();
        }
      };

  /** The line that says where a store is: {@code config.toml line 13}. */
  Optional<String> ofStore(String store);

  /** The line that names a folder which is not there, and what was probably meant: sentences. */
  Optional<String> ofFolder(String sync, StoreException.NoSuchFolder failure);
}
