using Orders.Commands;

return await OrdersCommandLine.Run(args);
