// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Stores that would lose or double somebody's items fail the contract of sources. */
final class ContractsBiteTest {
  @Test
  void aSourceThatSkipsWhatItCannotReadFails() {
    assertThat(failuresOf(BadSources.SkipsBroken.class))
        .contains("whatCannotBeReadIsToldAsBrokenAndTheOthersAsTheyAre()");
  }

  @Test
  void aSourceThatTakesItsCheckpointAfterTheListingFails() {
    assertThat(failuresOf(BadSources.TakesCheckpointLate.class))
        .containsExactly("aChangeInTheMiddleOfAListingIsSeenNextTime()");
  }

  @Test
  void aSourceThatPairsAVersionWithOtherBytesFails() {
    assertThat(failuresOf(BadSources.PairsVersionWithOtherBytes.class))
        .containsExactly("oneVersionIsOneContent()");
  }

  @Test
  void aSourceThatTakesAnErrorForTheEndFails() {
    assertThat(failuresOf(BadSources.EndsEarly.class))
        .contains("aCompleteListingNamesEverythingInItsFolder()", "aHalfReadStreamHasNoEnding()");
  }

  @Test
  void aSourceThatTakesAMissingFolderForAnEmptyOneFails() {
    assertThat(failuresOf(BadSources.InventsFolders.class))
        .containsExactly("aFolderThatIsNotThereIsNotAnEmptyOne()");
  }

  @Test
  void aSourceThatDoesNotTellRemovalsFails() {
    assertThat(failuresOf(BadSources.KeepsSilentAboutRemovals.class))
        .contains("fromACheckpointOnNothingIsMissed()");
  }

  @Test
  void theSameSourceWithoutFaultsPasses() {
    assertThat(failuresOf(BadSources.Untampered.class)).isEmpty();
  }

  private static List<String> failuresOf(Class<?> contract) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(contract)).build(),
            listener);
    assertThat(listener.getSummary().getTestsStartedCount()).isGreaterThan(10);
    return listener.getSummary().getFailures().stream()
        .map(failure -> failure.getTestIdentifier().getDisplayName())
        .sorted()
        .toList();
  }
}
