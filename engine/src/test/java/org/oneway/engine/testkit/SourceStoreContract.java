// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import org.oneway.engine.store.SourceStore;

/**
 * What every {@link SourceStore} keeps to. A connector's test implements it, says how its store is
 * opened and how other programs act on it, and has nothing else to write.
 */
public interface SourceStoreContract extends ListingContract, ChangesContract {}
