#include "CJobQueue.h"
