//! Nothing here: the journeys stand in `school/`.
