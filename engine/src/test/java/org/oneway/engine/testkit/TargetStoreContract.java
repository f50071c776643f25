// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import org.oneway.engine.store.TargetStore;

/**
 * What every {@link TargetStore} keeps to. A connector's test implements it, says how its store is
 * opened and how other programs act on it, and has nothing else to write. That a target reads like
 * a source is the {@link SourceStoreContract}'s to test.
 */
public interface TargetStoreContract
    extends WritesContract, ConditionsContract, PlacesContract, RestoresContract {}
