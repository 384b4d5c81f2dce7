import '../services/review/class-change-thread'
