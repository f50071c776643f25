// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.engine.testkit.SourceStoreContract;

/** An archive is a source, whether it is ours or another program's. */
@ParameterizedClass(name = "ours: {0}")
@ValueSource(booleans = {true, false})
final class PdpaSourceContractTest extends PdpaUnderTest implements SourceStoreContract {
  PdpaSourceContractTest(boolean ours) {
    super(ours);
  }
}
