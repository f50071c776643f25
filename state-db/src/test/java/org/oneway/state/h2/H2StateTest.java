// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.testkit.StateStoreContract;

final class H2StateTest implements StateStoreContract {
  @TempDir Path directory;

  @Override
  public StateStore open() {
    return H2State.open(directory.resolve("state"), Clock.systemUTC(), "test");
  }
}
