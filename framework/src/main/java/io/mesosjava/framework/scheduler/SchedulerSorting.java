package io.mesosjava.framework.scheduler;

import io.mesosjava.framework.session.Sorting;
import io.mesosjava.v1.OfferID;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be withdrawn from a scheduler's queue, and what may overtake it. */
record SchedulerSorting(boolean updatesFirst) implements Sorting<SchedulerEvent> {

  @Override
  public boolean isOffering(SchedulerEvent event) {
    return event instanceof MasterEvent.Offers || event instanceof MasterEvent.InverseOffers;
  }

  @Override
  public boolean isUrgent(SchedulerEvent event) {
    return updatesFirst
        && (event instanceof MasterEvent.Update
            || event instanceof MasterEvent.UpdateOperationStatus);
  }

  @Override
  public Collection<OfferID> offered(SchedulerEvent event) {
    if (event instanceof MasterEvent.Offers offers) {
      return offers.offers().stream().map(ReceivedOffer::id).toList();
    }
    if (event instanceof MasterEvent.InverseOffers offers) {
      return offers.inverseOffers().stream().map(ReceivedInverseOffer::id).toList();
    }
    return List.of();
  }

  @Override
  public @Nullable SchedulerEvent without(SchedulerEvent event, Object id) {
    if (event instanceof MasterEvent.Offers offers) {
      List<ReceivedOffer> rest =
          offers.offers().stream().filter(offer -> !offer.id().equals(id)).toList();
      return rest.isEmpty() ? null : new MasterEvent.Offers(rest, offers.generation());
    }
    if (event instanceof MasterEvent.InverseOffers offers) {
      List<ReceivedInverseOffer> rest =
          offers.inverseOffers().stream().filter(offer -> !offer.id().equals(id)).toList();
      return rest.isEmpty() ? null : new MasterEvent.InverseOffers(rest, offers.generation());
    }
    return event;
  }
}
